// Reductions made of others: moments, norms, logarithms of sums, and those of truth values.
import { ConfigError, ShapeError } from '../errors.js';
import { recordComposite, resolve } from '../record.js';
import { formatShape, normalizeAxes, sizeOf, type Shape } from '../shape.js';
import type { Tensor } from '../tensor.js';
import {
  abs,
  add,
  constantLike,
  div,
  equal,
  exp,
  isFinite,
  log,
  logicalNot,
  notEqual,
  pow,
  sqrt,
  square,
  sub,
  where,
} from './elementwise.js';
import { stopGradient } from './gradient-control.js';
import { castTo, expectTensor, floatOperand, throughFloat32 } from './operands.js';
import { reshape } from './movement.js';
import { max, mean, min, sum, type Axes, type ReduceOptions } from './reduction.js';

/** Reduced axes back in place, with size 1. */
function keep(result: Tensor, shape: Shape, axes: readonly number[], { keepDims = false }: ReduceOptions = {}): Tensor {
  return keepDims
    ? reshape(
        result,
        shape.map((extent, axis) => (axes.includes(axis) ? 1 : extent)),
      )
    : result;
}

function truth(op: string, input: Tensor): Tensor {
  return castTo(resolve(op, expectTensor(op, input)), 'bool');
}

/** Number of elements that are not 0, int32; NaN counts. No gradient. */
export function countNonzero(input: Tensor, axes?: Axes, options?: ReduceOptions): Tensor {
  return sum(truth('countNonzero', input), axes, options);
}

/** True where any element is not 0 (NaN is not), bool; of nothing false. No gradient. */
export function any(input: Tensor, axes?: Axes, options?: ReduceOptions): Tensor {
  const count = sum(truth('any', input), axes, options);
  return notEqual(count, constantLike(count, 0));
}

/** True where all elements are not 0 (NaN is not), bool; of nothing true. No gradient. */
export function all(input: Tensor, axes?: Axes, options?: ReduceOptions): Tensor {
  const count = sum(logicalNot(truth('all', input)), axes, options);
  return equal(count, constantLike(count, 0));
}

export interface VarianceOptions extends ReduceOptions {
  /** Taken from the number of elements in the divisor: 0 for the population (default), 1 for a sample. */
  readonly correction?: number;
}

function moment(op: string, input: Tensor, axes: Axes, { correction = 0, ...options }: VarianceOptions): Tensor {
  const x = floatOperand(op, expectTensor(op, input));
  const wide = throughFloat32(x, (value) => moment(op, value, axes, { correction, ...options }));
  if (wide) return wide;
  const count = sizeOf(normalizeAxes(op, axes, x.rank).map((axis) => x.shape[axis] as number));
  if (!(count - correction > 0)) {
    throw new ShapeError(
      `${op}: too few elements; expected more than the correction ${correction}, got ${count} in ${formatShape(x.shape)}; ` +
        'reduce more axes, or lower the correction',
    );
  }
  const centred = sub(x, mean(x, axes, { keepDims: true }));
  const total = sum(square(centred), axes, options);
  return div(total, constantLike(total, count - correction));
}

/**
 * Mean square distance from the mean, in two passes: Σ (x - mean)² / (count - correction), float32.
 * Gradient: 2 (x - mean) / (count - correction).
 *
 * @throws ShapeError where no more elements are reduced than `correction`
 */
export function variance(input: Tensor, axes?: Axes, options: VarianceOptions = {}): Tensor {
  return moment('variance', input, axes, options);
}

/** The root of what is not negative; its gradient at 0 is 0. */
function root(x: Tensor, take: (positive: Tensor) => Tensor): Tensor {
  const isZero = equal(x, constantLike(x, 0));
  return where(isZero, constantLike(x, 0), take(where(isZero, constantLike(x, 1), x)));
}

/**
 * √variance, float32. Gradient: (x - mean) / ((count - correction) std), and 0 where all elements are equal.
 *
 * @throws ShapeError where no more elements are reduced than `correction`
 */
export function standardDeviation(input: Tensor, axes?: Axes, options: VarianceOptions = {}): Tensor {
  return root(moment('standardDeviation', input, axes, options), sqrt);
}

/**
 * ln Σ e^x without overflow, float32; of -Infinity alone -Infinity. Gradient: softmax(x).
 *
 * @throws ShapeError if empty
 */
export function logSumExp(input: Tensor, axes?: Axes, options?: ReduceOptions): Tensor {
  const x = floatOperand('logSumExp', expectTensor('logSumExp', input));
  const wide = throughFloat32(x, (value) => logSumExp(value, axes, options));
  if (wide) return wide;
  const normal = normalizeAxes('logSumExp', axes, x.rank);
  const largest = stopGradient(max(x, normal, { keepDims: true }));
  // An infinite largest element would give Infinity - Infinity.
  const shift = where(isFinite(largest), largest, constantLike(largest, 0));
  const total = log(sum(exp(sub(x, shift)), normal));
  const result = recordComposite('logSumExp', [x], { axes: normal }, add(total, reshape(shift, total.shape)));
  return keep(result, x.shape, normal, options);
}

export interface NormOptions extends ReduceOptions {
  /** 2 (default) for the Euclidean norm, 1, Infinity for the largest, -Infinity for the smallest magnitude, or any p above 0. */
  readonly order?: number;
}

/**
 * Vector norm over axes, float32: (Σ |x|^p)^(1/p); of order 1 Σ |x|, of order Infinity max |x|.
 * Gradient: sign(x) (|x| / norm)^(p - 1), 0 where the norm is 0; of order Infinity shared equally among the largest.
 *
 * @throws ConfigError for an order that is not above 0, nor -Infinity; ShapeError for a largest or smallest of nothing
 */
export function norm(input: Tensor, axes?: Axes, { order = 2, ...options }: NormOptions = {}): Tensor {
  const x = floatOperand('norm', expectTensor('norm', input));
  const wide = throughFloat32(x, (value) => norm(value, axes, { order, ...options }));
  if (wide) return wide;
  if (!(order > 0 || order === -Infinity)) {
    throw new ConfigError(
      `norm: bad order; expected a number above 0, or -Infinity, got ${order}; for the number of elements that are not 0 use countNonzero`,
    );
  }
  if (order === Infinity) return max(abs(x), axes, options);
  if (order === -Infinity) return min(abs(x), axes, options);
  if (order === 1) return sum(abs(x), axes, options);
  if (order === 2) return root(sum(square(x), axes, options), sqrt);
  const powers = root(abs(x), (size) => pow(size, constantLike(size, order)));
  return root(sum(powers, axes, options), (total) => pow(total, constantLike(total, 1 / order)));
}
