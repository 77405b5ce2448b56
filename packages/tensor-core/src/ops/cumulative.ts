// Running totals, products and extremes along an axis.
import type { CumulativeOp } from '../op-table.js';
import { record, resolve } from '../record.js';
import { normalizeAxis } from '../shape.js';
import { highest, lowest, type DType } from '../dtype.js';
import type { Tensor } from '../tensor.js';
import { add, maximum, minimum, mul } from './elementwise.js';
import { concat, expandDims, flip, reshape } from './movement.js';
import { swapAxes } from './rearrange.js';
import { slice, type Range } from './slice.js';
import { broadcastTensor, castTo, constant, expectTensor } from './operands.js';

export interface CumulativeOptions {
  /** Runs from the last element to the first (default false). */
  readonly reverse?: boolean;
  /** Leaves each element itself out: the first result is that of nothing (default false). */
  readonly exclusive?: boolean;
}

/** How two parts of a sequence meet, and the result of nothing. */
interface Running {
  readonly combine: (a: Tensor, b: Tensor) => Tensor;
  readonly nothing: (dtype: DType) => number;
}

const runnings: Readonly<Record<CumulativeOp, Running>> = {
  cumulativeSum: { combine: add, nothing: () => 0 },
  cumulativeProd: { combine: mul, nothing: () => 1 },
  cumulativeMax: { combine: maximum, nothing: (dtype) => lowest[dtype] },
  cumulativeMin: { combine: minimum, nothing: (dtype) => highest[dtype] },
};

/** Elements that one invocation of a device runs through; longer sequences are cut into blocks. */
const BLOCK = 256;

/** All of each axis but the last, of which a part is taken. */
function lastOf(x: Tensor, range: Range): Tensor {
  return slice(x, ...new Array<null>(x.rank - 1).fill(null), range);
}

/** `count` results of nothing before, or after, a sequence along the last axis. */
function extended(op: CumulativeOp, x: Tensor, side: 'before' | 'after', count: number): Tensor {
  if (count === 0) return x;
  const nothing = constant(runnings[op].nothing(x.dtype), x.dtype);
  const padding = broadcastTensor(nothing, [...x.shape.slice(0, -1), count]);
  return concat(side === 'before' ? [padding, x] : [x, padding], -1);
}

/** The results moved on by one, so that each leaves its own element out. */
function shifted(op: CumulativeOp, results: Tensor): Tensor {
  const extent = results.shape.at(-1) as number;
  return extent === 0 ? results : extended(op, lastOf(results, [0, extent - 1]), 'before', 1);
}

/** Along the last axis. Long sequences: each block by itself, then what all blocks before it come to. */
function run(op: CumulativeOp, x: Tensor): Tensor {
  const extent = x.shape.at(-1) as number;
  if (extent <= 2 * BLOCK) return record(op, [x], { axis: x.rank - 1 });
  const blocks = Math.ceil(extent / BLOCK);
  const whole = extended(op, x, 'after', blocks * BLOCK - extent);
  const inner = record(op, [reshape(whole, [...x.shape.slice(0, -1), blocks, BLOCK])], { axis: x.rank });
  const before = shifted(op, run(op, lastOf(inner, BLOCK - 1)));
  const results = runnings[op].combine(inner, expandDims(before, before.rank));
  return lastOf(reshape(results, whole.shape), [0, extent]);
}

function cumulative(
  op: CumulativeOp,
  input: Tensor,
  axis: number | undefined,
  { reverse = false, exclusive = false }: CumulativeOptions = {},
): Tensor {
  const value = resolve(op, expectTensor(op, input));
  const counted = value.dtype === 'bool' ? castTo(value, 'int32') : value;
  const x = axis === undefined ? reshape(counted, [-1]) : counted;
  const at = normalizeAxis(op, axis ?? 0, x.rank);
  const turned = (from: Tensor): Tensor => (reverse ? flip(from, at) : from);
  const sequence = swapAxes(turned(x), at, -1);
  const results = run(op, sequence);
  return turned(swapAxes(exclusive ? shifted(op, results) : results, at, -1));
}

/**
 * Running sum: y_i = Σ_{j <= i} x_j along `axis` (of all elements, flattened, without one); bool counts as int32.
 * Gradient: the running sum of the gradient from the other end.
 *
 * @returns the same shape
 */
export function cumulativeSum(input: Tensor, axis?: number, options?: CumulativeOptions): Tensor {
  return cumulative('cumulativeSum', input, axis, options);
}

/**
 * Running product: y_i = Π_{j <= i} x_j along `axis` (of all elements, flattened, without one).
 * Gradient: right beside zeros too, since nothing is divided by an element.
 *
 * @returns the same shape
 */
export function cumulativeProd(input: Tensor, axis?: number, options?: CumulativeOptions): Tensor {
  return cumulative('cumulativeProd', input, axis, options);
}

/**
 * Running maximum along `axis` (of all elements, flattened, without one); NaN from the first NaN on. The maximum of nothing
 * (`exclusive`) is -Infinity, or the lowest integer. Gradient: to the first element that holds each maximum.
 *
 * @returns the same shape
 */
export function cumulativeMax(input: Tensor, axis?: number, options?: CumulativeOptions): Tensor {
  return cumulative('cumulativeMax', input, axis, options);
}

/**
 * Running minimum along `axis` (of all elements, flattened, without one); NaN from the first NaN on. The minimum of nothing
 * (`exclusive`) is Infinity, or the highest integer. Gradient: to the first element that holds each minimum.
 *
 * @returns the same shape
 */
export function cumulativeMin(input: Tensor, axis?: number, options?: CumulativeOptions): Tensor {
  return cumulative('cumulativeMin', input, axis, options);
}
