// Gradients of composite reductions that are stabler than those of their bodies.
import { exp, inverseDeviation, mean, mul, sizeOf, sub, type Tensor } from '@tensorloom/tensor-core';
import { repeated, scaled, times } from './known-constants.js';
import type { RuleFor } from './vjp-rule.js';

interface OverAxes {
  readonly axes: readonly number[];
}

/** Rules by name. */
export interface ReductionComposites {
  readonly logSumExp: RuleFor<readonly [Tensor], OverAxes>;
  readonly spread: RuleFor<readonly [Tensor], OverAxes>;
  readonly standardized: RuleFor<readonly [Tensor], OverAxes & { readonly epsilon: number }>;
}

function meanOf(a: Tensor, axes: readonly number[]): Tensor {
  return mean(a, axes, { keepDims: true });
}

export const reductionComposites: ReductionComposites = {
  /** softmax(a) g, from the result itself */
  logSumExp: [
    (g, { inputs: [a], output, attributes: { axes } }) =>
      times(repeated(g, axes, a.shape), exp(sub(a, repeated(output, axes, a.shape)))),
  ],
  /** 2 (x - mean) g / n: the mean's own share is 0, since distances from it sum to 0 */
  spread: [
    (g, { inputs: [x], attributes: { axes } }) => {
      const count = sizeOf(axes.map((axis) => x.shape[axis] as number));
      return mul(sub(x, meanOf(x, axes)), scaled(g, 2 / count));
    },
  ],
  /** (g - mean of g - y · mean of g y) / √(variance + epsilon) */
  standardized: [
    (g, { inputs: [x], output: y, attributes: { axes, epsilon } }) =>
      mul(sub(sub(g, meanOf(g, axes)), mul(y, meanOf(times(g, y), axes))), inverseDeviation(x, axes, epsilon)),
  ],
};
