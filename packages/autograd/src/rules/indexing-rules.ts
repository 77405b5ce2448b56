// The gradients of reading and adding at indices: each is the other.
import { cast, constantLike, div, equal, gather, record, where, type Tensor } from '@tensorloom/tensor-core';
import { zeroGradient as zero, type VjpRules } from './vjp-rule.js';

/** g shared equally among the updates that equal the largest at their index. */
function toWinners(
  g: Tensor,
  indices: Tensor,
  updates: Tensor,
  largest: Tensor,
  attributes: { readonly axis: number; readonly size: number },
): Tensor {
  const wins = equal(updates, gather(largest, indices, attributes.axis));
  const count = gather(record('scatterAdd', [indices, cast(wins, 'float32')], attributes), indices, attributes.axis);
  return where(wins, div(gather(g, indices, attributes.axis), count), constantLike(updates, 0));
}

/** One entry for each operand. */
export const indexingRules: Pick<VjpRules, 'gather' | 'scatterAdd' | 'scatterMax'> = {
  gather: [
    (g, { inputs: [data, indices], attributes: { axis } }) =>
      record('scatterAdd', [indices, g], { axis, size: data.shape[axis] as number }),
    zero,
  ],
  scatterAdd: [zero, (g, { inputs: [indices], attributes: { axis } }) => gather(g, indices, axis)],
  scatterMax: [
    zero,
    (g, { inputs: [indices, updates], output, attributes }) => toWinners(g, indices, updates, output, attributes),
  ],
};
