// The gradients of the reductions.
import { cast, constantLike, div, equal, sum, where, type ReduceOp, type Tensor } from '@tensorloom/tensor-core';
import { repeated } from './known-constants.js';
import { toFactors } from './product-gradient.js';
import { zeroGradient as zero, type VjpRules } from './vjp-rule.js';

const none = (a: Tensor): Tensor => constantLike(a, 0);

/** g shared equally among the elements that equal the extreme of their group. */
function toExtremes(g: Tensor, input: Tensor, extreme: Tensor, axes: readonly number[]): Tensor {
  const isExtreme = equal(input, repeated(extreme, axes, input.shape));
  const count = sum(cast(isExtreme, 'float32'), axes);
  return where(isExtreme, repeated(div(g, count), axes, input.shape), none(input));
}

/** One entry. */
export const reductionRules: Pick<VjpRules, ReduceOp | 'argmax' | 'argmin'> = {
  sum: [(g, { inputs: [a], attributes: { axes } }) => repeated(g, axes, a.shape)],
  prod: [(g, { inputs: [a], attributes: { axes } }) => toFactors(g, a, axes)],
  max: [(g, { inputs: [a], output, attributes: { axes } }) => toExtremes(g, a, output, axes)],
  min: [(g, { inputs: [a], output, attributes: { axes } }) => toExtremes(g, a, output, axes)],
  argmax: [zero],
  argmin: [zero],
};
