// Reductions as functions, NumPy's names and axes.
import { ShapeError } from '../errors.js';
import { record, resolve } from '../record.js';
import { formatShape, normalizeAxes, normalizeAxis, sizeOf } from '../shape.js';
import type { ReduceOp } from '../op-table.js';
import type { Tensor } from '../tensor.js';
import { mul } from './elementwise.js';
import { castTo, constant, expectTensor, floatOperand } from './operands.js';
import { reshape } from './movement.js';

/** One axis, several, or all of them (undefined or null). Negative axes count from the end. */
export type Axes = number | readonly number[] | null | undefined;

export interface ReduceOptions {
  /** Leave reduced axes in place with size 1 (default false). */
  readonly keepDims?: boolean;
}

function reduce(op: ReduceOp, input: Tensor, axes: Axes, { keepDims = false }: ReduceOptions = {}): Tensor {
  const value = resolve(op, expectTensor(op, input));
  const counted = value.dtype === 'bool' ? castTo(value, 'int32') : value;
  const normal = normalizeAxes(op, axes, value.rank);
  const result = normal.length === 0 ? counted : record(op, [counted], { axes: normal });
  return keepDims
    ? reshape(
        result,
        value.shape.map((extent, axis) => (normal.includes(axis) ? 1 : extent)),
      )
    : result;
}

/** Sum over axes; bool counts as int32. The sum of nothing is 0. Gradient: 1 for each element. */
export function sum(input: Tensor, axes?: Axes, options?: ReduceOptions): Tensor {
  return reduce('sum', input, axes, options);
}

/**
 * Product over axes; bool counts as int32, integers wrap. The product of nothing is 1.
 * Gradient: the product of the other elements, whether there are zeros or not; it looks at each element eight times.
 */
export function prod(input: Tensor, axes?: Axes, options?: ReduceOptions): Tensor {
  return reduce('prod', input, axes, options);
}

/** Largest element over axes; NaN if there is one. Gradient: shared equally among the largest; 0 beside NaN. @throws ShapeError if empty */
export function max(input: Tensor, axes?: Axes, options?: ReduceOptions): Tensor {
  return reduce('max', input, axes, options);
}

/** Smallest element over axes; NaN if there is one. Gradient: shared equally among the smallest; 0 beside NaN. @throws ShapeError if empty */
export function min(input: Tensor, axes?: Axes, options?: ReduceOptions): Tensor {
  return reduce('min', input, axes, options);
}

/** Arithmetic mean over axes in float32. Gradient: 1 / count. @throws ShapeError if empty */
export function mean(input: Tensor, axes?: Axes, options?: ReduceOptions): Tensor {
  const value = floatOperand('mean', expectTensor('mean', input));
  const count = sizeOf(normalizeAxes('mean', axes, value.rank).map((axis) => value.shape[axis] as number));
  if (count === 0) {
    throw new ShapeError(
      `mean: nothing to average; expected at least one element, got ${formatShape(value.shape)}; check that it is not empty`,
    );
  }
  return mul(sum(value, axes, options), constant(1 / count));
}

function argReduce(op: 'argmax' | 'argmin', input: Tensor, axis: number | undefined): Tensor {
  const value = resolve(op, expectTensor(op, input));
  const flat = axis === undefined ? reshape(value, [-1]) : value;
  return record(op, [flat], { axis: normalizeAxis(op, axis ?? 0, flat.rank) });
}

/** Index of the first largest element along an axis (of all elements, flattened, without one), int32. NaN counts as the largest. */
export function argmax(input: Tensor, axis?: number): Tensor {
  return argReduce('argmax', input, axis);
}

/** Index of the first smallest element along an axis (of all elements, flattened, without one), int32. NaN counts as the smallest. */
export function argmin(input: Tensor, axis?: number): Tensor {
  return argReduce('argmin', input, axis);
}

/** @throws ShapeError unless the tensor holds exactly one element */
export function expectOneElement(op: string, input: Tensor): void {
  if (sizeOf(input.shape) !== 1) {
    throw new ShapeError(
      `${op}: not a single value; expected one element, got ${formatShape(input.shape)}; reduce it, or read data()`,
    );
  }
}
