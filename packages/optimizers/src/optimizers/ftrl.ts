// Ftrl: follows the leader of all gradients so far, regularized; with L1 most weights are exactly 0.
import { checkRange } from '@tensorloom/tensor-core';
import { Optimizer } from '../optimizer.js';
import type { OptimizerOptions } from '../options/optimizer-options.js';
import { followTheLeader, type FollowTheLeaderOptions } from '../transforms/follow-the-leader.js';

/** Options of Ftrl. The learning rate is 0.001 by default. */
export interface FtrlOptions extends OptimizerOptions {
  /** Steps shrink with the sum of squared gradients to this power; at most 0, which keeps their size (default -0.5). */
  readonly learningRatePower?: number;
  /** What that sum starts from, at least 0 (default 0.1). */
  readonly initialAccumulatorValue?: number;
  /** Weights whose pull is below it are 0; at least 0 (default 0). */
  readonly l1RegularizationStrength?: number;
  /** Makes steps smaller; at least 0 (default 0). */
  readonly l2RegularizationStrength?: number;
  /** Adds twice this times the weight to gradients, a penalty on its size; at least 0 (default 0). */
  readonly l2ShrinkageRegularizationStrength?: number;
  /** Makes the first steps smaller; at least 0 (default 0). */
  readonly beta?: number;
}

const own = [
  'learningRatePower',
  'initialAccumulatorValue',
  'l1RegularizationStrength',
  'l2RegularizationStrength',
  'l2ShrinkageRegularizationStrength',
  'beta',
] as const;

/**
 * With p = -learningRatePower: n' = n + g², z ← z + g + 2 · shrinkage · w - (n'^p - n^p) / learningRate · w, n ← n', and
 * w ← 0 where |z| <= l1, else (sign(z) · l1 - z) / ((n^p + beta) / learningRate + 2 · l2). The weights come out of z alone: what they
 * were at first fades. A rate of 0 leaves all as it is. McMahan et al. 2013. Slots: `accumulator` (n), `linear` (z).
 * PyTorch has none.
 *
 * @example
 * const optimizer = new Ftrl({ learningRate: 0.1, l1RegularizationStrength: 0.01 });
 */
export class Ftrl extends Optimizer {
  /** @throws ConfigError for an unknown option or a value outside of its range */
  constructor(options: FtrlOptions = {}) {
    const checked = checkLeader(options);
    super(options, {
      className: 'Ftrl',
      options: own,
      learningRate: 0.001,
      transform: (rate) => followTheLeader(rate, checked),
    });
  }
}

function checkLeader(options: FtrlOptions): FollowTheLeaderOptions {
  const { learningRatePower = -0.5, initialAccumulatorValue = 0.1 } = options;
  const atLeastZero = (name: (typeof own)[number], value = 0): number => checkRange('Ftrl', name, value, 0, Infinity);
  return {
    learningRatePower: checkRange('Ftrl', 'learningRatePower', learningRatePower, -Number.MAX_VALUE, 0),
    initialAccumulatorValue: atLeastZero('initialAccumulatorValue', initialAccumulatorValue),
    l1: atLeastZero('l1RegularizationStrength', options.l1RegularizationStrength),
    l2: atLeastZero('l2RegularizationStrength', options.l2RegularizationStrength),
    l2Shrinkage: atLeastZero('l2ShrinkageRegularizationStrength', options.l2ShrinkageRegularizationStrength),
    beta: atLeastZero('beta', options.beta),
  };
}
