// Variables: the only mutable thing. A variable is a tensor whose value an op takes at the moment it is recorded.
import { ConfigError, DTypeError, ShapeError } from './errors.js';
import { hostTensor, type TensorData, type TensorOptions } from './host-data.js';
import { assignCell, releaseCell, versionNow } from './runtime/assign.js';
import { formatShape, sameShape } from './shape.js';
import { StateCell } from './state-cell.js';
import { Tensor, type TensorLike } from './tensor.js';
import { castTo, expectTensor, literal, broadcastTensor } from './ops/operands.js';
import { resolve } from './record.js';

let unnamed = 0;

export interface VariableOptions extends TensorOptions {
  /** For messages, summaries and files. */
  readonly name?: string;
  /** Whether optimizers should change it (default true). */
  readonly trainable?: boolean;
  /** What an optimizer makes of each new value before it assigns it: a projection onto allowed values (default: nothing). */
  readonly constraint?: Projection;
}

/** Gives the allowed value next to a value, of the same shape and dtype. */
export type Projection = (value: Tensor) => Tensor;

/** A tensor that can be assigned to. Made by `variable(...)`. */
export class Variable extends Tensor {
  readonly name: string;
  trainable: boolean;
  /** Applied by optimizers to each new value; `assign` itself takes any value. */
  constraint: Projection | undefined;
  /** The storage behind it. Not for users. */
  readonly cell: StateCell;

  constructor(cell: StateCell, { trainable = true, constraint }: VariableOptions = {}) {
    super(cell.spec.shape, cell.spec.dtype, cell.current.source);
    this.cell = cell;
    this.name = cell.name;
    this.trainable = trainable;
    this.constraint = constraint;
  }

  override resolve(): Tensor {
    return versionNow(this.cell);
  }

  /**
   * Gives the variable a new value. It is computed with the next run, in program order with other assignments; ops recorded
   * from now on read the new value, ops recorded before keep the old one until that run.
   *
   * @throws ShapeError or DTypeError unless the value has the variable's shape and dtype (numbers broadcast)
   */
  assign(value: TensorLike | TensorData): void {
    assignCell(this.cell, this.accept(value));
  }

  private accept(value: TensorLike | TensorData): Tensor {
    const given = this.toTensor(value);
    if (given.dtype !== this.dtype) {
      throw new DTypeError(
        `assign to ${this.name}: dtype differs; expected ${this.dtype}, got ${given.dtype}; cast() the value`,
      );
    }
    if (!sameShape(given.shape, this.shape)) {
      throw new ShapeError(
        `assign to ${this.name}: shape differs; expected ${formatShape(this.shape)}, got ${formatShape(given.shape)}; reshape the value`,
      );
    }
    return given;
  }

  private toTensor(value: TensorLike | TensorData): Tensor {
    if (typeof value === 'number' || typeof value === 'boolean') {
      return broadcastTensor(literal(Number(value), this.dtype), this.shape);
    }
    if (value instanceof Tensor) return resolve('assign', value);
    const host = hostTensor(`assign to ${this.name}`, value as TensorData, { dtype: this.dtype });
    const carrier = this.dtype === 'float16' ? 'float32' : this.dtype;
    return castTo(new Tensor(host.shape, carrier, { kind: 'data', host, uses: 0 }), this.dtype);
  }

  override dispose(): void {
    if (!this.disposed) releaseCell(this.cell);
    this.disposed = true;
  }

  override toString(): string {
    return super.toString().replace('Tensor(', `Variable("${this.name}", `);
  }
}

/** True for variables of this copy or another copy of tensor-core. */
export function isVariable(value: unknown): value is Variable {
  return value instanceof Variable;
}

/**
 * A variable with a first value: host data, or a tensor (a recorded one is computed when the variable is first needed).
 *
 * @example
 * const w = variable(-2, { name: 'w' });
 * const kernel = variable(random.normal([784, 10], { stddev: 0.05 }), { name: 'kernel' });
 */
export function variable(
  initial: TensorData | Tensor,
  { name, trainable = true, constraint, ...options }: VariableOptions = {},
): Variable {
  const settings = { trainable, ...(constraint && { constraint }) };
  const label = name ?? `variable_${unnamed++}`;
  if (initial instanceof Tensor) {
    if (options.shape && !sameShape(options.shape, initial.shape)) {
      throw new ConfigError(
        `variable ${label}: shape differs; expected ${formatShape(options.shape)}, got ${formatShape(initial.shape)}; drop the option`,
      );
    }
    const value = castTo(resolve('variable', expectTensor('variable', initial)), options.dtype ?? initial.dtype);
    return new Variable(newCell(label, value), settings);
  }
  const host = hostTensor(`variable ${label}`, initial, options);
  const dtype = host.dtype === 'uint8' ? 'int32' : host.dtype;
  const value = new Tensor(host.shape, dtype, { kind: 'data', host, uses: 0 });
  return new Variable(newCell(label, castTo(value, options.dtype ?? dtype)), settings);
}

function newCell(name: string, initial: Tensor): StateCell {
  const spec = { shape: initial.shape, dtype: initial.dtype };
  return new StateCell(name, spec, initial);
}
