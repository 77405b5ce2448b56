// A rate that falls by the same share over the same number of updates.
import { checkCount, checkOptions, checkRange } from '@tensorloom/tensor-core';
import { Schedule } from './schedule.js';

/** Options of ExponentialDecay. */
export interface ExponentialDecayOptions {
  /** Number of updates over which the rate is multiplied by `decayRate` once. */
  readonly decaySteps: number;
  /** At least 0. */
  readonly decayRate: number;
  /** In steps instead of smoothly (default false). */
  readonly staircase?: boolean;
}

/**
 * initialLearningRate · decayRate^(iteration / decaySteps); with `staircase` the exponent is rounded down.
 *
 * @example new Adam({ learningRate: new schedules.ExponentialDecay(0.1, { decaySteps: 1000, decayRate: 0.5 }) })
 */
export class ExponentialDecay extends Schedule {
  readonly initialLearningRate: number;
  readonly decaySteps: number;
  readonly decayRate: number;
  readonly staircase: boolean;

  /** @throws ConfigError for an unknown option or a value outside of its range */
  constructor(initialLearningRate: number, options: ExponentialDecayOptions) {
    super();
    const where = 'schedules.ExponentialDecay';
    checkOptions(where, options, ['decaySteps', 'decayRate', 'staircase']);
    this.initialLearningRate = checkRange(where, 'initialLearningRate', initialLearningRate, 0, Infinity);
    this.decaySteps = checkCount(where, 'decaySteps', options.decaySteps);
    this.decayRate = checkRange(where, 'decayRate', options.decayRate, 0, Infinity);
    this.staircase = options.staircase ?? false;
  }

  override at(iteration: number): number {
    const turns = iteration / this.decaySteps;
    return this.initialLearningRate * this.decayRate ** (this.staircase ? Math.floor(turns) : turns);
  }
}
