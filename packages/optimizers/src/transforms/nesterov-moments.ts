// The transform at the heart of Nadam.
import { add, constant, div, hostValue, mul, sqrt, square } from '@tensorloom/tensor-core';
import type { AdaptiveMomentsOptions } from './adaptive-moments.js';
import { decayedMean, filledShare } from './decayed-mean.js';
import type { Transform } from './transform.js';

/**
 * With μ_t = beta1 (1 - 0.96^t / 2) and Π_t = μ_1 ... μ_t: m ← m + (g - m)(1 - beta1), v ← v + (g² - v)(1 - beta2); the update is
 * (μ_(t+1) m / (1 - Π_(t+1)) + (1 - μ_t) g / (1 - Π_t)) / (√(v / (1 - beta2^t)) + epsilon). The products are worked out on the
 * host. Slots: `momentum` (m) and `velocity` (v).
 */
export function nesterovMoments({ beta1, beta2, epsilon }: AdaptiveMomentsOptions): Transform {
  const momentumAt = (t: number): number => beta1 * (1 - 0.96 ** t / 2);
  const productAt = runningProduct(momentumAt);
  return {
    slots: [{ name: 'momentum' }, { name: 'velocity' }],
    begin: (moment) => {
      const [toMean, toSquare, floor] = [constant(1 - beta1), constant(1 - beta2), constant(epsilon)];
      const next = (): number => moment.iteration + 2;
      const meanFactor = hostValue(() => momentumAt(next()) / (1 - productAt(next())));
      const gradientFactor = hostValue(() => (1 - momentumAt(next() - 1)) / (1 - productAt(next() - 1)));
      const rootFactor = hostValue(() => 1 / Math.sqrt(filledShare(beta2, moment)));
      return (gradient, [mean, meanSquare]) => {
        const m = decayedMean(mean!, gradient, toMean);
        const v = decayedMean(meanSquare!, square(gradient), toSquare);
        const ahead = add(mul(m, meanFactor), mul(gradient, gradientFactor));
        return { update: div(ahead, add(mul(sqrt(v), rootFactor), floor)), slots: [m, v] };
      };
    },
  };
}

/**
 * factor(1) · ... · factor(t), always multiplied in this order: after a restore, too, it is the same to the last bit. Given as 0
 * where 1 - product is 1 in doubles.
 */
function runningProduct(factor: (t: number) => number): (t: number) => number {
  const products = [1];
  return (t) => {
    for (let last = 1; products.length <= t && last > Number.EPSILON / 4;)
      products.push((last = (products.at(-1) as number) * factor(products.length)));
    return products[t] ?? 0;
  };
}
