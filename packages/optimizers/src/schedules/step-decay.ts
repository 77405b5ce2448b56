// A rate that drops by the same factor after every so many updates.
import { checkCount, checkOptions, checkRange } from '@tensorloom/tensor-core';
import { checkRate, Schedule } from './schedule.js';

/** Options of StepDecay. */
export interface StepDecayOptions {
  /** Number of updates between two drops. */
  readonly stepSize: number;
  /** Factor of a drop, at least 0 (default 0.1). */
  readonly dropRate?: number;
}

/**
 * initialLearningRate · dropRate^⌊iteration / stepSize⌋: PyTorch's StepLR, with updates for its epochs, and ExponentialDecay with
 * `staircase`. For drops at places of your own see PiecewiseConstantDecay.
 *
 * @example new schedules.StepDecay(0.1, { stepSize: 30 * batchesPerEpoch, dropRate: 0.1 })
 */
export class StepDecay extends Schedule {
  readonly initialLearningRate: number;
  readonly stepSize: number;
  readonly dropRate: number;

  /** @throws ConfigError for an unknown option or a value outside of its range */
  constructor(initialLearningRate: number, options: StepDecayOptions) {
    super();
    const where = 'schedules.StepDecay';
    checkOptions(where, options, ['stepSize', 'dropRate']);
    this.initialLearningRate = checkRate(where, 'initialLearningRate', initialLearningRate);
    this.stepSize = checkCount(where, 'stepSize', options.stepSize);
    this.dropRate = checkRange(where, 'dropRate', options.dropRate ?? 0.1, 0, Infinity);
  }

  override at(iteration: number): number {
    return this.initialLearningRate * this.dropRate ** Math.floor(iteration / this.stepSize);
  }
}
