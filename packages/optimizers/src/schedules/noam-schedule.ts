// The rates of the first transformer.
import { checkCount, checkOptions } from '@tensorloom/tensor-core';
import { checkRate, Schedule } from './schedule.js';

/** Options of NoamSchedule. */
export interface NoamScheduleOptions {
  /** Number of updates of the rise (default 4000). */
  readonly warmupSteps?: number;
  /** Factor on all rates (default 1). */
  readonly scale?: number;
}

/**
 * scale · modelSize^-0.5 · min(step^-0.5, step · warmupSteps^-1.5) with step = iteration + 1. Vaswani et al. 2017, equation 3.
 *
 * @example new Adam({ learningRate: new schedules.NoamSchedule(512), beta2: 0.98, epsilon: 1e-9 })
 */
export class NoamSchedule extends Schedule {
  readonly modelSize: number;
  readonly warmupSteps: number;
  readonly scale: number;

  /**
   * @param modelSize width of the model's vectors
   * @throws ConfigError for an unknown option or a value outside of its range
   */
  constructor(modelSize: number, options: NoamScheduleOptions = {}) {
    super();
    const where = 'schedules.NoamSchedule';
    checkOptions(where, options, ['warmupSteps', 'scale']);
    this.modelSize = checkCount(where, 'modelSize', modelSize);
    this.warmupSteps = checkCount(where, 'warmupSteps', options.warmupSteps ?? 4000);
    this.scale = checkRate(where, 'scale', options.scale ?? 1);
  }

  override at(iteration: number): number {
    const step = iteration + 1;
    return (this.scale / Math.sqrt(this.modelSize)) * Math.min(step ** -0.5, step * this.warmupSteps ** -1.5);
  }
}
