// What the focal losses share: less weight for examples that are right already. Lin et al. 2017.
import { checkRange, constant, sub, where, type Tensor } from '@tensorloom/tensor-core';

/** Options of the focal losses. */
export interface FocalOptions {
  /** Power of 1 - p, at least 0; 0 is plain cross-entropy (default 2). */
  readonly gamma?: number;
}

/** @throws ConfigError for a power below 0 */
export function checkGamma(where: string, { gamma = 2 }: FocalOptions): number {
  return checkRange(where, 'gamma', gamma, 0, Infinity);
}

/** (1 - p)^gamma for the probability p of what is right. Its gradient at p = 1 is 0. */
export function focus(probability: Tensor, gamma: number): Tensor {
  const rest = sub(constant(1), probability);
  if (gamma === 0) return rest.mul(constant(0)).add(constant(1));
  if (gamma === 2) return rest.square();
  const isPositive = rest.greater(constant(0));
  return where(isPositive, where(isPositive, rest, constant(1)).pow(constant(gamma)), constant(0));
}
