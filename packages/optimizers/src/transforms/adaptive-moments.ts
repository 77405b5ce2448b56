// The transform at the heart of Adam.
import { add, constant, div, hostValue, maximum, mul, sqrt, square, type Tensor } from '@tensorloom/tensor-core';
import { decayedMean, filledShare } from './decayed-mean.js';
import type { Moment, Transform } from './transform.js';

export interface AdaptiveMomentsOptions {
  /** Decay of the mean of gradients, in [0, 1). */
  readonly beta1: number;
  /** Decay of the mean of their squares, in [0, 1). */
  readonly beta2: number;
  /** Added to the root of the mean square, above 0. */
  readonly epsilon: number;
  /** Divide by the largest mean square so far in the place of the last one (default false). */
  readonly amsgrad?: boolean;
  /** Correct both means for the zeros that they start from, before `epsilon` is added (default false). */
  readonly corrected?: boolean;
}

/**
 * m ← m + (g - m)(1 - beta1), v ← v + (g² - v)(1 - beta2); the update is m / (√v + epsilon). With `amsgrad` the largest v so
 * far divides (Reddi, Kale and Kumar 2018); with `corrected` the update is m / (1 - beta1^t) / (√(v / (1 - beta2^t)) + epsilon),
 * else whoever gives the rate corrects.
 * Slots: `momentum` (m), `velocity` (v), and `velocityHat` (the largest) with `amsgrad` alone.
 */
export function adaptiveMoments(options: AdaptiveMomentsOptions): Transform {
  const { beta1, beta2, epsilon, amsgrad = false, corrected = false } = options;
  return {
    slots: [{ name: 'momentum' }, { name: 'velocity' }, ...(amsgrad ? [{ name: 'velocityHat' }] : [])],
    begin: (moment) => {
      const [toMean, toSquare, floor] = [constant(1 - beta1), constant(1 - beta2), constant(epsilon)];
      const correct = corrected ? correction(options, moment) : undefined;
      return (gradient, [mean, meanSquare, largest]) => {
        const m = decayedMean(mean!, gradient, toMean);
        const v = decayedMean(meanSquare!, square(gradient), toSquare);
        const divisor = largest ? maximum(largest, v) : v;
        const [above, below] = correct?.(m, sqrt(divisor)) ?? [m, sqrt(divisor)];
        return { update: div(above, add(below, floor)), slots: largest ? [m, v, divisor] : [m, v] };
      };
    },
  };
}

/** Takes what the zeros at the start left out of a mean and of a root mean square back in. */
function correction(
  { beta1, beta2 }: AdaptiveMomentsOptions,
  moment: Moment,
): (mean: Tensor, root: Tensor) => [Tensor, Tensor] {
  const meanFactor = hostValue(() => 1 / filledShare(beta1, moment));
  const rootFactor = hostValue(() => 1 / Math.sqrt(filledShare(beta2, moment)));
  return (mean, root) => [mul(mean, meanFactor), mul(root, rootFactor)];
}
