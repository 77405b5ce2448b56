// A rate that falls by half a cosine wave, after a warm-up if wanted.
import { checkCount, checkOptions, checkRange, ConfigError } from '@tensorloom/tensor-core';
import { cosineFall } from './cosine.js';
import { checkRate, Schedule } from './schedule.js';

/** Options of CosineDecay. */
export interface CosineDecayOptions {
  /** Number of updates of the fall, those of the warm-up not counted. */
  readonly decaySteps: number;
  /** The last rate as a share of the highest, in [0, 1] (default 0). */
  readonly alpha?: number;
  /** The rate at the end of the warm-up, from which it falls (default none: no warm-up). */
  readonly warmupTarget?: number | undefined;
  /** Number of updates of the warm-up (default 0). */
  readonly warmupSteps?: number;
}

/**
 * top · ((1 - alpha) · (1 + cos(π · min(1, (iteration - warmupSteps) / decaySteps))) / 2 + alpha). Without a warm-up `top` is
 * initialLearningRate; with one it is warmupTarget, to which the rate rises in a straight line from initialLearningRate in the first
 * warmupSteps updates. Loshchilov and Hutter 2017.
 *
 * @example new schedules.CosineDecay(0, { decaySteps: 9000, warmupTarget: 1e-3, warmupSteps: 1000 })
 */
export class CosineDecay extends Schedule {
  readonly initialLearningRate: number;
  readonly decaySteps: number;
  readonly alpha: number;
  readonly warmupTarget: number | undefined;
  readonly warmupSteps: number;

  /** @throws ConfigError for an unknown option, a value outside of its range, or a warm-up without a target */
  constructor(initialLearningRate: number, options: CosineDecayOptions) {
    super();
    const where = 'schedules.CosineDecay';
    checkOptions(where, options, ['decaySteps', 'alpha', 'warmupTarget', 'warmupSteps']);
    const { decaySteps, alpha = 0, warmupTarget: target, warmupSteps = 0 } = options;
    this.initialLearningRate = checkRate(where, 'initialLearningRate', initialLearningRate);
    this.decaySteps = checkCount(where, 'decaySteps', decaySteps);
    this.alpha = checkRange(where, 'alpha', alpha, 0, 1);
    this.warmupTarget = target === undefined ? undefined : checkRate(where, 'warmupTarget', target);
    this.warmupSteps = warmupSteps === 0 ? 0 : checkCount(where, 'warmupSteps', warmupSteps);
    if (warmupSteps !== 0 && target === undefined) {
      throw new ConfigError(
        `${where}: a warm-up without a target; expected warmupTarget beside warmupSteps, got none; give the rate to rise to`,
      );
    }
  }

  override at(iteration: number): number {
    const { initialLearningRate: first, warmupTarget: target, warmupSteps } = this;
    if (target !== undefined && iteration < warmupSteps) return first + ((target - first) * iteration) / warmupSteps;
    const done = Math.min(1, (iteration - warmupSteps) / this.decaySteps);
    return (target ?? first) * ((1 - this.alpha) * cosineFall(done) + this.alpha);
  }
}
