// The transform at the heart of Adadelta.
import { add, constant, div, mul, sqrt, square } from '@tensorloom/tensor-core';
import { decayedMean } from './decayed-mean.js';
import type { Transform } from './transform.js';

export interface AdaptiveUpdatesOptions {
  /** Decay of both means, in [0, 1]. */
  readonly rho: number;
  /** Added to both means under the roots, above 0: the first updates are of its size. */
  readonly epsilon: number;
}

/**
 * v ← v + (g² - v)(1 - rho); the update is u = g · √(d + epsilon) / √(v + epsilon), and d ← d + (u² - d)(1 - rho): updates
 * have the size of those before. Slots: `accumulatedGrad` (v) and `accumulatedDeltaVar` (d).
 */
export function adaptiveUpdates({ rho, epsilon }: AdaptiveUpdatesOptions): Transform {
  return {
    slots: [{ name: 'accumulatedGrad' }, { name: 'accumulatedDeltaVar' }],
    begin: () => {
      const [share, floor] = [constant(1 - rho), constant(epsilon)];
      return (gradient, [meanSquare, meanUpdate]) => {
        const v = decayedMean(meanSquare!, square(gradient), share);
        const update = div(mul(gradient, sqrt(add(meanUpdate!, floor))), sqrt(add(v, floor)));
        return { update, slots: [v, decayedMean(meanUpdate!, square(update), share)] };
      };
    },
  };
}
