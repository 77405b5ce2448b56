// The gradients of reading and adding at indices: each is the other.
import { gather, record } from '@tensorloom/tensor-core';
import { zeroGradient as zero, type VjpRules } from './vjp-rule.js';

/** One entry for each operand. */
export const indexingRules: Pick<VjpRules, 'gather' | 'scatterAdd'> = {
  gather: [
    (g, { inputs: [data, indices], attributes: { axis } }) =>
      record('scatterAdd', [indices, g], { axis, size: data.shape[axis] as number }),
    zero,
  ],
  scatterAdd: [zero, (g, { inputs: [indices], attributes: { axis } }) => gather(g, indices, axis)],
};
