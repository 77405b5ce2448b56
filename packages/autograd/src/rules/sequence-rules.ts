// The gradients of running reductions; sorting and searching give places, which have none.
import {
  add,
  associativeScan,
  concat,
  constantLike,
  cumulativeMax,
  cumulativeProd,
  cumulativeSum,
  equal,
  flip,
  logicalAnd,
  mul,
  notEqual,
  record,
  reshape,
  slice,
  sizeOf,
  transpose,
  where,
  type CumulativeOp,
  type Range,
  type Tensor,
} from '@tensorloom/tensor-core';
import { zeroGradient as zero, type VjpRules } from './vjp-rule.js';

/** The part of an axis that a range takes. */
function along(a: Tensor, axis: number, range: Range): Tensor {
  return slice(a, ...new Array<null>(axis).fill(null), range);
}

/** The elements after each one, with `end` after the last. */
function following(a: Tensor, axis: number, end: number): Tensor {
  const edge = constantLike(along(a, axis, [0, 1]), end);
  return concat([along(a, axis, [1, null]), edge], axis);
}

/**
 * Σ_(j >= i) g_j Π_(k <= j, k ≠ i) x_k without dividing by x_i: what comes before i times S_i, where
 * S_i = g_i + x_(i+1) S_(i+1) is a recurrence from the end.
 */
function productRule(g: Tensor, x: Tensor, axis: number): Tensor {
  const before = cumulativeProd(x, axis, { exclusive: true });
  const factors = following(x, axis, 0);
  const [, sums] = associativeScan(([a, s], [b, t]) => [mul(a!, b!), add(mul(b!, s!), t!)], [factors, g], {
    axis,
    reverse: true,
  });
  return mul(before, sums as Tensor);
}

/** g to the first element that holds each running extreme. */
function extremeRule(g: Tensor, x: Tensor, extremes: Tensor, axis: number): Tensor {
  const extent = x.shape[axis] as number;
  const places = record('iota', [], { shape: x.shape, axis, dtype: 'int32' });
  const before = concat([along(extremes, axis, [0, 1]), along(extremes, axis, [0, extent - 1])], axis);
  const isFirst = equal(places, constantLike(places, 0));
  const isNew = where(isFirst, isFirst, logicalAnd(equal(x, extremes), notEqual(extremes, before)));
  const holder = cumulativeMax(where(isNew, places, constantLike(places, 0)), axis);
  return scatteredAlong(g, holder, axis);
}

/** Adds each element of g at its index along the axis. */
function scatteredAlong(g: Tensor, indices: Tensor, axis: number): Tensor {
  const extent = g.shape[axis] as number;
  const swap = g.shape.map((_, index) => (index === axis ? g.rank - 1 : index === g.rank - 1 ? axis : index));
  const [rows, at] = [transpose(g, swap), transpose(indices, swap)];
  const count = sizeOf(rows.shape.slice(0, -1));
  const row = record('iota', [], { shape: [count, extent], axis: 0, dtype: 'int32' });
  const flat = add(mul(row, constantLike(row, extent)), reshape(at, [count, extent]));
  const sums = record('scatterAdd', [reshape(flat, [-1]), reshape(rows, [-1])], { axis: 0, size: count * extent });
  return transpose(reshape(sums, rows.shape), swap);
}

/** One entry for each operand. */
export const sequenceRules: Pick<VjpRules, CumulativeOp | 'argSort' | 'searchSorted'> = {
  cumulativeSum: [(g, { attributes: { axis } }) => flip(cumulativeSum(flip(g, axis), axis), axis)],
  cumulativeProd: [(g, { inputs: [x], attributes: { axis } }) => productRule(g, x, axis)],
  cumulativeMax: [(g, { inputs: [x], output, attributes: { axis } }) => extremeRule(g, x, output, axis)],
  cumulativeMin: [(g, { inputs: [x], output, attributes: { axis } }) => extremeRule(g, x, output, axis)],
  argSort: [zero],
  searchSorted: [zero, zero],
};
