// Units that give exact zeros: relatives of the softmax with a last place.
import {
  add,
  arange,
  cast,
  checkOptions,
  constant,
  cumulativeSum,
  div,
  greater,
  greaterEqual,
  max,
  moveAxis,
  mul,
  sort,
  square,
  stopGradient,
  sub,
  sum,
  where,
  type Tensor,
} from '@tensorloom/tensor-core';
import { between } from './between.js';
import type { AxisOptions } from './softmax.js';

/** (x + 1) / 2, kept within [0, 1]. Gradient: 1/2 between -1 and 1, else 0. */
export function sparseSigmoid(x: Tensor): Tensor {
  return mul(add(between(x, -1, 1), constant(1)), constant(0.5));
}

/** 0 up to -1, (x + 1)² / 4 up to 1, x beyond. Gradient: sparseSigmoid(x). */
export function sparsePlus(x: Tensor): Tensor {
  const bend = mul(square(add(between(x, -1, 1), constant(1))), constant(0.25));
  return where(greaterEqual(x, constant(1)), x, bend);
}

/** True for the elements of the last axis that stay above 0. */
function supportOf(x: Tensor): Tensor {
  const sorted = sort(x, -1, { descending: true });
  const totals = cumulativeSum(sorted, -1);
  const ranks = arange(1, (x.shape.at(-1) as number) + 1);
  const counts = cast(greater(add(mul(sorted, ranks), constant(1)), totals), 'float32');
  const size = sum(counts, -1, { keepDims: true });
  const level = div(sub(sum(mul(sorted, counts), -1, { keepDims: true }), constant(1)), size);
  return cast(greater(x, level), 'float32');
}

/**
 * The probabilities nearest to x along `axis`: max(x - τ, 0) with τ such that they sum to 1; small ones are exactly 0.
 * Gradient: g minus the mean of g over the elements above 0; 0 for the others. Martins and Astudillo 2016, algorithm 1.
 *
 * @param x [..., classes], float32
 * @returns the same shape
 */
export function sparsemax(x: Tensor, options: AxisOptions = {}): Tensor {
  checkOptions('activations.sparsemax', options, ['axis']);
  const { axis = -1 } = options;
  const rows = moveAxis(cast(x, 'float32'), axis, -1);
  const near = sub(rows, stopGradient(max(rows, -1, { keepDims: true })));
  const support = stopGradient(supportOf(stopGradient(near)));
  const total = sum(mul(near, support), -1, { keepDims: true });
  const level = div(sub(total, constant(1)), sum(support, -1, { keepDims: true }));
  return moveAxis(where(support, sub(near, level), constant(0)), -1, axis);
}
