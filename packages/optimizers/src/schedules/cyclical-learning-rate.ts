// A rate that goes up and down between two bounds.
import { checkChoice, checkCount, checkOptions, checkRange } from '@tensorloom/tensor-core';
import { checkRate, Schedule } from './schedule.js';

const modes = ['triangular', 'triangular2', 'expRange'] as const;

/** Options of CyclicalLearningRate. */
export interface CyclicalLearningRateOptions {
  /** Number of updates from one bound to the other: half a cycle. */
  readonly stepSize: number;
  /** Whether all cycles are alike, halve the difference of bounds one after the other, or shrink it by `gamma` in each update (default 'triangular'). */
  readonly mode?: (typeof modes)[number];
  /** Factor of an update in 'expRange', in [0, 1] (default 1). */
  readonly gamma?: number;
}

/**
 * initialLearningRate + (maximalLearningRate - initialLearningRate) · x · scale, where x goes from 0 to 1 in stepSize updates and back
 * in as many; scale is 1, or 2^-cycle for cycle = 0, 1 ... in 'triangular2', or gamma^iteration in 'expRange'. Smith 2017.
 *
 * @example new schedules.CyclicalLearningRate(0.001, 0.006, { stepSize: 2000 })
 */
export class CyclicalLearningRate extends Schedule {
  readonly initialLearningRate: number;
  readonly maximalLearningRate: number;
  readonly stepSize: number;
  readonly mode: (typeof modes)[number];
  readonly gamma: number;

  /** @throws ConfigError for an unknown option or a value outside of its range */
  constructor(initialLearningRate: number, maximalLearningRate: number, options: CyclicalLearningRateOptions) {
    super();
    const where = 'schedules.CyclicalLearningRate';
    checkOptions(where, options, ['stepSize', 'mode', 'gamma']);
    this.initialLearningRate = checkRate(where, 'initialLearningRate', initialLearningRate);
    this.maximalLearningRate = checkRate(where, 'maximalLearningRate', maximalLearningRate);
    this.stepSize = checkCount(where, 'stepSize', options.stepSize);
    this.mode = checkChoice(where, 'mode', options.mode ?? 'triangular', modes);
    this.gamma = checkRange(where, 'gamma', options.gamma ?? 1, 0, 1);
  }

  override at(iteration: number): number {
    const cycle = Math.floor(iteration / (2 * this.stepSize));
    const height = 1 - Math.abs(iteration / this.stepSize - 2 * cycle - 1);
    const scales = { triangular: 1, triangular2: 2 ** -cycle, expRange: this.gamma ** iteration };
    const { initialLearningRate: low, maximalLearningRate: high } = this;
    return low + (high - low) * height * scales[this.mode];
  }
}
