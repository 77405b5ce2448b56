// Gradients of composite reductions that are stabler than those of their bodies.
import { exp, sub, type Tensor } from '@tensorloom/tensor-core';
import { repeated, times } from './known-constants.js';
import type { RuleFor } from './vjp-rule.js';

/** Rules by name. */
export interface ReductionComposites {
  readonly logSumExp: RuleFor<readonly [Tensor], { readonly axes: readonly number[] }>;
}

export const reductionComposites: ReductionComposites = {
  /** softmax(a) g, from the result itself */
  logSumExp: [
    (g, { inputs: [a], output, attributes: { axes } }) =>
      times(repeated(g, axes, a.shape), exp(sub(a, repeated(output, axes, a.shape)))),
  ],
};
