// The options that Adam shares with its relatives, and their ranges.
import { checkRange } from '@tensorloom/tensor-core';
import { BELOW_ONE, type OptimizerOptions } from './optimizer-options.js';

/** Options of optimizers with two moments. The learning rate is 0.001 by default. */
export interface MomentOptions extends OptimizerOptions {
  /** Decay of the mean of gradients, in [0, 1) (default 0.9). */
  readonly beta1?: number;
  /** Decay of the mean of squared gradients, in [0, 1) (default 0.999). */
  readonly beta2?: number;
  /** Added to the root of the mean square (default 1e-7): the "epsilon hat" of the paper's section 2. */
  readonly epsilon?: number;
}

/** Their names. */
export const momentOptions: readonly string[] = ['beta1', 'beta2', 'epsilon'];

/** @throws ConfigError for a value outside of its range */
export function checkMoments(
  className: string,
  { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 }: MomentOptions,
): { beta1: number; beta2: number; epsilon: number } {
  return {
    beta1: checkRange(className, 'beta1', beta1, 0, BELOW_ONE),
    beta2: checkRange(className, 'beta2', beta2, 0, BELOW_ONE),
    epsilon: checkRange(className, 'epsilon', epsilon, 0, Infinity),
  };
}
