// How often values occur: of whole numbers, and of numbers in equal bins.
import { ConfigError } from '../errors.js';
import { checkCount } from '../options/check-options.js';
import { record, resolve } from '../record.js';
import { sizeOf } from '../shape.js';
import type { Tensor } from '../tensor.js';
import {
  add,
  div,
  floor,
  greater,
  greaterEqual,
  less,
  lessEqual,
  logicalAnd,
  minimum,
  mul,
  sub,
  where,
} from './elementwise.js';
import { indexOperand } from './indexing.js';
import { reshape } from './movement.js';
import { broadcastTensor, castTo, constant, expectTensor, floatOperand, literal } from './operands.js';
import { max, min } from './reduction.js';
import { slice } from './slice.js';

export interface BincountOptions {
  /** What each element counts, in the shape of the input (default 1 in int32). */
  readonly weights?: Tensor;
}

/** Sum of weights at each index in [0, length); those at `length` are dropped. */
function countedAt(indices: Tensor, weights: Tensor | undefined, length: number): Tensor {
  const flat = reshape(indices, [-1]);
  const own = weights ? reshape(weights, [-1]) : broadcastTensor(constant(1, 'int32'), flat.shape);
  return slice(record('scatterAdd', [flat, own], { axis: 0, size: length + 1 }), [0, length]);
}

/**
 * How often each of 0, 1, ... length - 1 occurs; other numbers are not counted. Gradient for the weights: that of their bin.
 *
 * @param input any shape, integers
 * @param length number of bins
 * @returns [length], int32, or the weights' dtype
 */
export function bincount(input: Tensor, length: number, { weights }: BincountOptions = {}): Tensor {
  const op = 'bincount';
  const size = checkCount(op, 'length', length);
  const values = indexOperand(op, input);
  const own = weights === undefined ? undefined : resolve(op, expectTensor(op, weights));
  if (own && sizeOf(own.shape) !== sizeOf(values.shape)) {
    throw new ConfigError(
      `${op}: bad weights; expected one for each of ${sizeOf(values.shape)} elements, got ${sizeOf(own.shape)}; change them`,
    );
  }
  const known = logicalAnd(greaterEqual(values, 0), less(values, size));
  return countedAt(where(known, values, size), own, size);
}

export interface HistogramOptions {
  /** Ends of the first and last bin (default: the smallest and largest element). */
  readonly range?: readonly [low: number, high: number];
}

/** Ends of the bins: those asked for, or those of the data. */
function ends(x: Tensor, range: HistogramOptions['range']): readonly [Tensor, Tensor] {
  if (!range) return [min(x), max(x)];
  const [low, high] = range;
  if (!(low < high) || !Number.isFinite(high - low)) {
    throw new ConfigError(`histogram: bad range; expected low < high, got [${low}, ${high}]; change it`);
  }
  return [literal(low, 'float32'), literal(high, 'float32')];
}

/**
 * How many elements fall into each of `bins` equal bins from low to high: [low, ...), the last one with its upper end.
 * Elements outside, and NaN, are not counted. Where all elements are equal, the first bin holds them.
 *
 * @param input any shape
 * @returns counts int32 [bins], edges float32 [bins + 1]
 */
export function histogram(
  input: Tensor,
  bins: number,
  { range }: HistogramOptions = {},
): { readonly counts: Tensor; readonly edges: Tensor } {
  const size = checkCount('histogram', 'bins', bins);
  const x = floatOperand('histogram', expectTensor('histogram', input));
  const [low, high] = ends(x, range);
  const width = sub(high, low);
  const scale = where(greater(width, 0), div(size, width), 0);
  const bin = minimum(castTo(floor(mul(sub(x, low), scale)), 'int32'), size - 1);
  const inside = logicalAnd(greaterEqual(x, low), lessEqual(x, high));
  const steps = record('iota', [], { shape: [size + 1], axis: 0, dtype: 'float32' });
  return {
    counts: countedAt(where(inside, bin, size), undefined, size),
    edges: add(low, mul(steps, div(width, size))),
  };
}
