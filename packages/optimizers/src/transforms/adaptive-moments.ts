// The transform at the heart of Adam.
import { add, constant, div, mul, sqrt, square, sub } from '@tensorloom/tensor-core';
import type { Transform } from './transform.js';

export interface AdaptiveMomentsOptions {
  /** Decay of the mean of gradients, in [0, 1). */
  readonly beta1: number;
  /** Decay of the mean of their squares, in [0, 1). */
  readonly beta2: number;
  /** Added to the root of the mean square, above 0. */
  readonly epsilon: number;
}

/**
 * m ← m + (g - m)(1 - beta1), v ← v + (g² - v)(1 - beta2); the update is m / (√v + epsilon), not corrected for bias.
 * Slots: `momentum` (m) and `velocity` (v).
 */
export function adaptiveMoments({ beta1, beta2, epsilon }: AdaptiveMomentsOptions): Transform {
  return {
    slots: [{ name: 'momentum' }, { name: 'velocity' }],
    begin: () => {
      const [toMean, toSquare, floor] = [constant(1 - beta1), constant(1 - beta2), constant(epsilon)];
      return (gradient, [mean, meanSquare]) => {
        const m = add(mean!, mul(sub(gradient, mean!), toMean));
        const v = add(meanSquare!, mul(sub(square(gradient), meanSquare!), toSquare));
        return { update: div(m, add(sqrt(v), floor)), slots: [m, v] };
      };
    },
  };
}
