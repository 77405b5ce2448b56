// A rate that rises in a straight line and falls as 1 over the root of the number of updates.
import { checkCount, checkOptions } from '@tensorloom/tensor-core';
import { checkRate, Schedule } from './schedule.js';

/** Options of InverseSquareRoot. */
export interface InverseSquareRootOptions {
  /** Number of updates of the rise. */
  readonly warmupSteps: number;
}

/**
 * peakLearningRate · min(step / warmupSteps, √(warmupSteps / step)) with step = iteration + 1: the peak is in update number warmupSteps.
 *
 * @example new schedules.InverseSquareRoot(5e-4, { warmupSteps: 4000 })
 */
export class InverseSquareRoot extends Schedule {
  readonly peakLearningRate: number;
  readonly warmupSteps: number;

  /** @throws ConfigError for an unknown option or a value outside of its range */
  constructor(peakLearningRate: number, options: InverseSquareRootOptions) {
    super();
    const where = 'schedules.InverseSquareRoot';
    checkOptions(where, options, ['warmupSteps']);
    this.peakLearningRate = checkRate(where, 'peakLearningRate', peakLearningRate);
    this.warmupSteps = checkCount(where, 'warmupSteps', options.warmupSteps);
  }

  override at(iteration: number): number {
    const share = (iteration + 1) / this.warmupSteps;
    return this.peakLearningRate * Math.min(share, 1 / Math.sqrt(share));
  }
}
