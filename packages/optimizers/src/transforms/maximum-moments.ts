// The transform at the heart of Adamax.
import { abs, add, constant, div, maximum, mul } from '@tensorloom/tensor-core';
import type { AdaptiveMomentsOptions } from './adaptive-moments.js';
import { decayedMean } from './decayed-mean.js';
import type { Transform } from './transform.js';

/**
 * m ← m + (g - m)(1 - beta1), u ← max(beta2 · u, |g|); the update is m / (u + epsilon), not corrected for bias.
 * Slots: `momentum` (m) and `norm` (u).
 */
export function maximumMoments({ beta1, beta2, epsilon }: AdaptiveMomentsOptions): Transform {
  return {
    slots: [{ name: 'momentum' }, { name: 'norm' }],
    begin: () => {
      const [toMean, kept, floor] = [constant(1 - beta1), constant(beta2), constant(epsilon)];
      return (gradient, [mean, norm]) => {
        const m = decayedMean(mean!, gradient, toMean);
        const u = maximum(mul(norm!, kept), abs(gradient));
        return { update: div(m, add(u, floor)), slots: [m, u] };
      };
    },
  };
}
