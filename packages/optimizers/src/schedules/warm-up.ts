// A rate that rises to where another schedule starts.
import { checkCount, checkOptions } from '@tensorloom/tensor-core';
import { checkRate, rateAt, Schedule, type LearningRate } from './schedule.js';

/** Options of WarmUp. */
export interface WarmUpOptions {
  /** Number of updates of the rise. */
  readonly warmupSteps: number;
  /** The first rate (default 0, with which the first update moves nothing). */
  readonly initialLearningRate?: number;
}

/**
 * For warmupSteps updates a straight line from initialLearningRate to the first rate of another schedule, which counts its updates
 * from there: its rate at iteration - warmupSteps.
 *
 * @example new schedules.WarmUp(new schedules.CosineDecay(1e-3, { decaySteps: 9000 }), { warmupSteps: 1000 })
 */
export class WarmUp extends Schedule {
  readonly warmupSteps: number;
  readonly initialLearningRate: number;

  /**
   * @param then the schedule that follows, or a number
   * @throws ConfigError for an unknown option or a value outside of its range
   */
  constructor(
    readonly then: LearningRate,
    options: WarmUpOptions,
  ) {
    super();
    const where = 'schedules.WarmUp';
    checkOptions(where, options, ['warmupSteps', 'initialLearningRate']);
    if (!(then instanceof Schedule || typeof then === 'function')) checkRate(where, 'rate', then);
    this.warmupSteps = checkCount(where, 'warmupSteps', options.warmupSteps);
    this.initialLearningRate = checkRate(where, 'initialLearningRate', options.initialLearningRate ?? 0);
  }

  override at(iteration: number): number {
    const first = this.initialLearningRate;
    if (iteration >= this.warmupSteps) return rateAt(this.then, iteration - this.warmupSteps);
    return first + ((rateAt(this.then, 0) - first) * iteration) / this.warmupSteps;
  }
}
