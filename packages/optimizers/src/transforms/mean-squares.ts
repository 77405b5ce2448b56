// The transform at the heart of RMSprop.
import { add, constant, div, maximum, sqrt, square, sub, type Tensor } from '@tensorloom/tensor-core';
import { decayedMean } from './decayed-mean.js';
import type { Transform } from './transform.js';

export interface MeanSquaresOptions {
  /** Decay of the mean of squared gradients, in [0, 1]. */
  readonly rho: number;
  /** Added to the mean square under the root, at least 0. */
  readonly epsilon: number;
  /** Take the square of the mean gradient off, which leaves the variance (default false). */
  readonly centered?: boolean;
}

/**
 * v ← v + (g² - v)(1 - rho); the update is g / √(v + epsilon). With `centered`, a ← a + (g - a)(1 - rho) and the update is
 * g / √(max(v - a², 0) + epsilon): rounding would make the variance of equal gradients negative.
 * Slots: `velocity` (v), and `averageGradient` (a) with `centered` alone.
 */
export function meanSquares({ rho, epsilon, centered = false }: MeanSquaresOptions): Transform {
  return {
    slots: [{ name: 'velocity' }, ...(centered ? [{ name: 'averageGradient' }] : [])],
    begin: () => {
      const [share, floor, zero] = [constant(1 - rho), constant(epsilon), constant(0)];
      const scaled = (gradient: Tensor, spread: Tensor): Tensor => div(gradient, sqrt(add(spread, floor)));
      return (gradient, [meanSquare, mean]) => {
        const v = decayedMean(meanSquare!, square(gradient), share);
        if (!mean) return { update: scaled(gradient, v), slots: [v] };
        const a = decayedMean(mean, gradient, share);
        return { update: scaled(gradient, maximum(sub(v, square(a)), zero)), slots: [v, a] };
      };
    },
  };
}
