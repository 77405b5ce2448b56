// Tensors made from data, numbers and ranges.
import { ConfigError } from '../errors.js';
import { checkDType, type DType } from '../dtype.js';
import { hostTensor, type TensorData, type TensorOptions } from '../host-data.js';
import { record } from '../record.js';
import { checkShape, type Shape } from '../shape.js';
import { Tensor } from '../tensor.js';
import { add, cast, equal, mul } from './elementwise.js';
import { broadcastTensor, castTo, constant, literal } from './operands.js';

/**
 * A tensor of host data. float32 unless said (booleans: bool; typed arrays: their own; bytes become int32 on the device).
 *
 * @example
 * tensor([[1, 2], [3, 4]]);
 * tensor(new Uint8Array(784), { shape: [1, 28, 28, 1] });
 * @throws ShapeError for ragged arrays or a shape of another size, DTypeError for values that do not fit the dtype
 */
export function tensor(data: TensorData, options: TensorOptions = {}): Tensor {
  if (options.dtype !== undefined) checkDType('tensor', options.dtype);
  const host = hostTensor('tensor', data, options);
  const made = new Tensor(host.shape, host.dtype === 'uint8' ? 'int32' : host.dtype, { kind: 'data', host, uses: 0 });
  return wantsHalves(data, options) ? castTo(made, 'float16') : made;
}

function wantsHalves(data: TensorData, { dtype }: TensorOptions): boolean {
  if (dtype !== undefined) return dtype === 'float16';
  return typeof data === 'object' && 'dtype' in data && data.dtype === 'float16';
}

export interface CreationOptions {
  /** Default float32. */
  readonly dtype?: DType;
}

function filled(op: string, shape: Shape, scalar: Tensor): Tensor {
  checkShape(op, shape);
  return broadcastTensor(scalar, shape);
}

/** All elements 0. */
export function zeros(shape: Shape, { dtype = 'float32' }: CreationOptions = {}): Tensor {
  checkDType('zeros', dtype);
  return filled('zeros', shape, constant(0, dtype));
}

/** All elements 1. */
export function ones(shape: Shape, { dtype = 'float32' }: CreationOptions = {}): Tensor {
  checkDType('ones', dtype);
  return filled('ones', shape, constant(1, dtype));
}

/** All elements `value`. */
export function full(shape: Shape, value: number, { dtype = 'float32' }: CreationOptions = {}): Tensor {
  checkDType('full', dtype);
  return filled('full', shape, literal(value, dtype));
}

/** Zeros in the shape and dtype of another tensor. */
export function zerosLike(other: Tensor): Tensor {
  return zeros(other.shape, { dtype: other.dtype });
}

/** Ones in the shape and dtype of another tensor. */
export function onesLike(other: Tensor): Tensor {
  return ones(other.shape, { dtype: other.dtype });
}

/**
 * start, start + step ... below stop (above it for a negative step). `arange(n)` counts from 0. float32 unless said.
 *
 * @returns [ceil((stop - start) / step)]
 */
export function arange(start: number, stop?: number, step = 1, { dtype = 'float32' }: CreationOptions = {}): Tensor {
  checkDType('arange', dtype);
  const [first, last] = stop === undefined ? [0, start] : [start, stop];
  const count = Math.max(0, Math.ceil((last - first) / step));
  if (step === 0 || !Number.isFinite(count)) {
    throw new ConfigError(
      `arange: endless range; expected finite ends and a step that is not 0, got ${first}, ${last}, ${step}; change the step`,
    );
  }
  const counter = record('iota', [], { shape: [count], axis: 0, dtype: dtype === 'bool' ? 'int32' : dtype });
  const scaled = step === 1 ? counter : mul(counter, step);
  return castTo(first === 0 ? scaled : add(scaled, first), dtype);
}

/** `count` numbers at equal distances from start to stop, both included. float32, [count]. */
export function linspace(start: number, stop: number, count: number): Tensor {
  checkShape('linspace', [count]);
  const step = count > 1 ? (stop - start) / (count - 1) : 0;
  const counter = record('iota', [], { shape: [count], axis: 0, dtype: 'float32' });
  return add(mul(counter, step), start);
}

/** Ones on the diagonal: [rows, columns], columns = rows unless said. */
export function eye(rows: number, columns: number = rows, { dtype = 'float32' }: CreationOptions = {}): Tensor {
  const shape = [rows, columns];
  const along = (axis: number): Tensor => record('iota', [], { shape, axis, dtype: 'int32' });
  return cast(equal(along(0), along(1)), dtype);
}
