// Random numbers in the shapes that the digit generator needs, from exactly rounded arithmetic alone. Knows nothing of digits.
import type { HostRandom } from '@tensorloom/tensor-core';

/** Uniform in [low, high). */
export function between(random: HostRandom, low: number, high: number): number {
  return low + (high - low) * random.uniform();
}

/** Bell-shaped in (-2, 2) with mean 0 and standard deviation 2/3: twice the sum of three uniforms in [-1/3, 1/3). */
export function bell(random: HostRandom): number {
  return (4 / 3) * (random.uniform() + random.uniform() + random.uniform()) - 2;
}
