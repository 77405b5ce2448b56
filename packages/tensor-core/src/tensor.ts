// The tensor: a node of a lazy graph with fluent methods. Long because each public op has its method here, one line each.
import type { DType, TypedArray } from './dtype.js';
import { formatShape, type Shape } from './shape.js';
import type { Source } from './source.js';
import * as bitwise from './ops/bitwise.js';
import * as elementwise from './ops/elementwise.js';
import * as trigonometric from './ops/trigonometric.js';
import * as specialFunctions from './ops/special-functions.js';
import * as reduction from './ops/reduction.js';
import * as statistics from './ops/statistics.js';
import * as movement from './ops/movement.js';
import { diagonal } from './ops/diagonals.js';
import { pad, type Padding, type PadOptions } from './ops/pad.js';
import { moveAxis, repeat, roll, swapAxes, tile } from './ops/rearrange.js';
import { slice, type Range } from './ops/slice.js';
import { split } from './ops/split.js';
import { matmul } from './ops/contraction.js';
import { gather, oneHot } from './ops/indexing.js';
import { take, takeAlongAxis } from './ops/take.js';
import { logSoftmax, softmax } from './ops/softmax.js';
import { formatTensor, nest, type NestedNumbers } from './format-tensor.js';
import { hostValueOf, readTensor, releaseTensor } from './runtime/read.js';

/** A tensor, or a number that takes the tensor's dtype (a fraction turns integers to float32). */
export type TensorLike = Tensor | number | boolean;

const TENSOR = Symbol.for('@tensorloom/tensor');

/** True for tensors and variables of this copy or another copy of tensor-core. */
export function isTensor(value: unknown): value is Tensor {
  return typeof value === 'object' && value !== null && TENSOR in value;
}

/**
 * A value of the recorded graph. Ops only record; `data()`, `array()`, `item()` and `print()` run what they need.
 *
 * @example
 * const b = tensor([[1, 2], [3, 4]]).matmul(eye(2)).add(1);
 * b.shape;                // [2, 2], known at once
 * await b.array();        // [[2, 3], [4, 5]]
 */
export class Tensor {
  /** Set by `dispose()`. */
  disposed = false;
  /** Its place in the program that was lowered last with it, and which lowering that was: notes of `lower`, of no use later. */
  position = 0;
  loweredBy = 0;

  /** Tensors are made by ops: `tensor(...)`, `zeros(...)`, `a.add(b)`. */
  constructor(
    readonly shape: Shape,
    readonly dtype: DType,
    /** How the value comes about; the runtime replaces it once the value exists. Not for users. */
    public source: Source,
  ) {}

  /** Number of axes. */
  get rank(): number {
    return this.shape.length;
  }

  /** Number of elements. */
  get size(): number {
    return this.shape.reduce((size, extent) => size * extent, 1);
  }

  /** The tensor whose value an op on this one means: itself; for a variable, its version of the moment. */
  resolve(): Tensor {
    return this;
  }

  // Elementwise
  add(other: TensorLike): Tensor {
    return elementwise.add(this, other);
  }
  sub(other: TensorLike): Tensor {
    return elementwise.sub(this, other);
  }
  mul(other: TensorLike): Tensor {
    return elementwise.mul(this, other);
  }
  div(other: TensorLike): Tensor {
    return elementwise.div(this, other);
  }
  pow(other: TensorLike): Tensor {
    return elementwise.pow(this, other);
  }
  remainder(other: TensorLike): Tensor {
    return elementwise.remainder(this, other);
  }
  floorDivide(other: TensorLike): Tensor {
    return elementwise.floorDivide(this, other);
  }
  maximum(other: TensorLike): Tensor {
    return elementwise.maximum(this, other);
  }
  minimum(other: TensorLike): Tensor {
    return elementwise.minimum(this, other);
  }
  equal(other: TensorLike): Tensor {
    return elementwise.equal(this, other);
  }
  notEqual(other: TensorLike): Tensor {
    return elementwise.notEqual(this, other);
  }
  less(other: TensorLike): Tensor {
    return elementwise.less(this, other);
  }
  lessEqual(other: TensorLike): Tensor {
    return elementwise.lessEqual(this, other);
  }
  greater(other: TensorLike): Tensor {
    return elementwise.greater(this, other);
  }
  greaterEqual(other: TensorLike): Tensor {
    return elementwise.greaterEqual(this, other);
  }
  logicalAnd(other: TensorLike): Tensor {
    return elementwise.logicalAnd(this, other);
  }
  logicalOr(other: TensorLike): Tensor {
    return elementwise.logicalOr(this, other);
  }
  logicalXor(other: TensorLike): Tensor {
    return elementwise.logicalXor(this, other);
  }
  logicalNot(): Tensor {
    return elementwise.logicalNot(this);
  }
  bitwiseAnd(other: TensorLike): Tensor {
    return bitwise.bitwiseAnd(this, other);
  }
  bitwiseOr(other: TensorLike): Tensor {
    return bitwise.bitwiseOr(this, other);
  }
  bitwiseXor(other: TensorLike): Tensor {
    return bitwise.bitwiseXor(this, other);
  }
  bitwiseNot(): Tensor {
    return bitwise.bitwiseNot(this);
  }
  shiftLeft(count: TensorLike): Tensor {
    return bitwise.shiftLeft(this, count);
  }
  shiftRight(count: TensorLike): Tensor {
    return bitwise.shiftRight(this, count);
  }
  isNaN(): Tensor {
    return elementwise.isNaN(this);
  }
  isFinite(): Tensor {
    return elementwise.isFinite(this);
  }
  isInf(): Tensor {
    return elementwise.isInf(this);
  }
  neg(): Tensor {
    return elementwise.neg(this);
  }
  abs(): Tensor {
    return elementwise.abs(this);
  }
  sign(): Tensor {
    return elementwise.sign(this);
  }
  floor(): Tensor {
    return elementwise.floor(this);
  }
  ceil(): Tensor {
    return elementwise.ceil(this);
  }
  round(): Tensor {
    return elementwise.round(this);
  }
  trunc(): Tensor {
    return elementwise.trunc(this);
  }
  exp(): Tensor {
    return elementwise.exp(this);
  }
  expm1(): Tensor {
    return elementwise.expm1(this);
  }
  exp2(): Tensor {
    return elementwise.exp2(this);
  }
  log(): Tensor {
    return elementwise.log(this);
  }
  log1p(): Tensor {
    return elementwise.log1p(this);
  }
  log2(): Tensor {
    return elementwise.log2(this);
  }
  sqrt(): Tensor {
    return elementwise.sqrt(this);
  }
  rsqrt(): Tensor {
    return elementwise.rsqrt(this);
  }
  reciprocal(): Tensor {
    return elementwise.reciprocal(this);
  }
  square(): Tensor {
    return elementwise.square(this);
  }
  sin(): Tensor {
    return elementwise.sin(this);
  }
  cos(): Tensor {
    return elementwise.cos(this);
  }
  tan(): Tensor {
    return trigonometric.tan(this);
  }
  asin(): Tensor {
    return trigonometric.asin(this);
  }
  acos(): Tensor {
    return trigonometric.acos(this);
  }
  atan(): Tensor {
    return trigonometric.atan(this);
  }
  sinh(): Tensor {
    return trigonometric.sinh(this);
  }
  cosh(): Tensor {
    return trigonometric.cosh(this);
  }
  tanh(): Tensor {
    return elementwise.tanh(this);
  }
  asinh(): Tensor {
    return trigonometric.asinh(this);
  }
  acosh(): Tensor {
    return trigonometric.acosh(this);
  }
  atanh(): Tensor {
    return trigonometric.atanh(this);
  }
  erf(): Tensor {
    return specialFunctions.erf(this);
  }
  erfc(): Tensor {
    return specialFunctions.erfc(this);
  }
  sigmoid(): Tensor {
    return elementwise.sigmoid(this);
  }
  relu(): Tensor {
    return elementwise.relu(this);
  }
  softplus(): Tensor {
    return elementwise.softplus(this);
  }
  clip(minimum: number, maximum: number): Tensor {
    return elementwise.clip(this, minimum, maximum);
  }
  cast(dtype: DType): Tensor {
    return elementwise.cast(this, dtype);
  }

  // Reductions
  sum(axes?: reduction.Axes, options?: reduction.ReduceOptions): Tensor {
    return reduction.sum(this, axes, options);
  }
  prod(axes?: reduction.Axes, options?: reduction.ReduceOptions): Tensor {
    return reduction.prod(this, axes, options);
  }
  mean(axes?: reduction.Axes, options?: reduction.ReduceOptions): Tensor {
    return reduction.mean(this, axes, options);
  }
  max(axes?: reduction.Axes, options?: reduction.ReduceOptions): Tensor {
    return reduction.max(this, axes, options);
  }
  min(axes?: reduction.Axes, options?: reduction.ReduceOptions): Tensor {
    return reduction.min(this, axes, options);
  }
  any(axes?: reduction.Axes, options?: reduction.ReduceOptions): Tensor {
    return statistics.any(this, axes, options);
  }
  all(axes?: reduction.Axes, options?: reduction.ReduceOptions): Tensor {
    return statistics.all(this, axes, options);
  }
  variance(axes?: reduction.Axes, options?: statistics.VarianceOptions): Tensor {
    return statistics.variance(this, axes, options);
  }
  standardDeviation(axes?: reduction.Axes, options?: statistics.VarianceOptions): Tensor {
    return statistics.standardDeviation(this, axes, options);
  }
  logSumExp(axes?: reduction.Axes, options?: reduction.ReduceOptions): Tensor {
    return statistics.logSumExp(this, axes, options);
  }
  norm(axes?: reduction.Axes, options?: statistics.NormOptions): Tensor {
    return statistics.norm(this, axes, options);
  }
  countNonzero(axes?: reduction.Axes, options?: reduction.ReduceOptions): Tensor {
    return statistics.countNonzero(this, axes, options);
  }
  argmax(axis?: number): Tensor {
    return reduction.argmax(this, axis);
  }
  argmin(axis?: number): Tensor {
    return reduction.argmin(this, axis);
  }

  // Movement
  reshape(shape: Shape): Tensor {
    return movement.reshape(this, shape);
  }
  flatten(): Tensor {
    return movement.reshape(this, [-1]);
  }
  transpose(permutation?: readonly number[]): Tensor {
    return movement.transpose(this, permutation);
  }
  broadcastTo(shape: Shape): Tensor {
    return movement.broadcastTo(this, shape);
  }
  slice(...ranges: readonly Range[]): Tensor {
    return slice(this, ...ranges);
  }
  pad(padding: Padding, options?: number | PadOptions): Tensor {
    return pad(this, padding, options);
  }
  flip(axes?: number | readonly number[] | null): Tensor {
    return movement.flip(this, axes);
  }
  roll(shift: number | readonly number[], axes?: number | readonly number[]): Tensor {
    return roll(this, shift, axes);
  }
  swapAxes(first: number, second: number): Tensor {
    return swapAxes(this, first, second);
  }
  moveAxis(from: number | readonly number[], to: number | readonly number[]): Tensor {
    return moveAxis(this, from, to);
  }
  tile(repeats: number | readonly number[]): Tensor {
    return tile(this, repeats);
  }
  repeat(repeats: number | readonly number[], axis?: number): Tensor {
    return repeat(this, repeats, axis);
  }
  split(parts: number | readonly number[], axis?: number): Tensor[] {
    return split(this, parts, axis);
  }
  diagonal(offset?: number, axis1?: number, axis2?: number): Tensor {
    return diagonal(this, offset, axis1, axis2);
  }
  expandDims(axis: number): Tensor {
    return movement.expandDims(this, axis);
  }
  squeeze(axes?: number | readonly number[]): Tensor {
    return movement.squeeze(this, axes);
  }

  // Contraction, indexing, normalised exponentials
  matmul(other: Tensor): Tensor {
    return matmul(this, other);
  }
  gather(indices: Tensor, axis?: number): Tensor {
    return gather(this, indices, axis);
  }
  take(indices: Tensor, axis?: number): Tensor {
    return take(this, indices, axis);
  }
  takeAlongAxis(indices: Tensor, axis?: number): Tensor {
    return takeAlongAxis(this, indices, axis);
  }
  oneHot(depth: number): Tensor {
    return oneHot(this, depth);
  }
  softmax(axis?: number): Tensor {
    return softmax(this, axis);
  }
  logSoftmax(axis?: number): Tensor {
    return logSoftmax(this, axis);
  }

  /**
   * Runs what this value needs and brings it to the host.
   *
   * @returns Float32Array, Int32Array, Uint32Array, or Uint8Array of 0 and 1 for bool; a float64 device gives Float64Array
   * @throws StaleTensorError if a variable that this was recorded from has been overwritten since
   */
  data(): Promise<TypedArray> {
    return readTensor('data', this);
  }

  /** As `data()`, nested by shape; booleans for bool. */
  async array(): Promise<NestedNumbers> {
    return nest(await readTensor('array', this), this.shape, this.dtype);
  }

  /** The only element of a tensor of size 1, as a number. @throws ShapeError for other sizes */
  async item(): Promise<number> {
    reduction.expectOneElement('item', this);
    return (await readTensor('item', this))[0] as number;
  }

  /** Prints the values to the console, laid out like NumPy's. */
  async print(): Promise<void> {
    // eslint-disable-next-line no-console -- printing is what this method is for
    console.info(formatTensor(await readTensor('print', this), this.shape, this.dtype));
  }

  /** Gives back the device memory at once, if this tensor holds any. Reads and ops on it throw DisposedError afterwards. */
  dispose(): void {
    if (!this.disposed) releaseTensor(this);
    this.disposed = true;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** `Tensor(float32, [2, 2])`, with values only if they are on the host already. */
  toString(): string {
    const host = this.disposed ? undefined : hostValueOf(this);
    const values = host && host.length <= 1000 ? `, ${formatTensor(host, this.shape, this.dtype)}` : '';
    return `Tensor(${this.dtype}, ${formatShape(this.shape)}${values}${this.disposed ? ', disposed' : ''})`;
  }

  /** @throws TypeError always: `+` or a comparison on a tensor is a slip, use `add`, `less` and so on */
  [Symbol.toPrimitive](hint: string): string {
    if (hint === 'string') return this.toString();
    throw new TypeError(
      'Tensor: operators do not work on tensors; expected a method, got an operator; write a.add(b), a.less(b) or await a.item()',
    );
  }
}

// The brand by which another copy of tensor-core knows a tensor of this one.
Object.defineProperty(Tensor.prototype, TENSOR, { value: true });
