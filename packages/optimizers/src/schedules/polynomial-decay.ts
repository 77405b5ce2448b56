// A rate that falls to another one, straight or bent.
import { checkCount, checkOptions, checkRange } from '@tensorloom/tensor-core';
import { checkRate, Schedule } from './schedule.js';

/** Options of PolynomialDecay. */
export interface PolynomialDecayOptions {
  /** Number of updates until the end. */
  readonly decaySteps: number;
  /** The last rate (default 1e-4). */
  readonly endLearningRate?: number;
  /** 1 is a straight line; above, the rate falls faster at first; at least 0 (default 1). */
  readonly power?: number;
  /** Start anew each time the end is reached, with a longer way to go (default false: stay at the end). */
  readonly cycle?: boolean;
}

/**
 * (initialLearningRate - endLearningRate) · (1 - iteration / decaySteps)^power + endLearningRate, endLearningRate from decaySteps
 * on. With `cycle`, decaySteps is multiplied by the smallest whole number that takes it to the iteration or beyond: at its multiples
 * the rate is the last one, and jumps up after each.
 *
 * @example new schedules.PolynomialDecay(0.1, { decaySteps: 10_000, endLearningRate: 0 })
 */
export class PolynomialDecay extends Schedule {
  readonly initialLearningRate: number;
  readonly decaySteps: number;
  readonly endLearningRate: number;
  readonly power: number;
  readonly cycle: boolean;

  /** @throws ConfigError for an unknown option or a value outside of its range */
  constructor(initialLearningRate: number, options: PolynomialDecayOptions) {
    super();
    const where = 'schedules.PolynomialDecay';
    checkOptions(where, options, ['decaySteps', 'endLearningRate', 'power', 'cycle']);
    this.initialLearningRate = checkRate(where, 'initialLearningRate', initialLearningRate);
    this.decaySteps = checkCount(where, 'decaySteps', options.decaySteps);
    this.endLearningRate = checkRate(where, 'endLearningRate', options.endLearningRate ?? 1e-4);
    this.power = checkRange(where, 'power', options.power ?? 1, 0, Infinity);
    this.cycle = options.cycle ?? false;
  }

  override at(iteration: number): number {
    const cycles = this.cycle ? Math.max(1, Math.ceil(iteration / this.decaySteps)) : 1;
    const done = Math.min(1, iteration / (this.decaySteps * cycles));
    return (this.initialLearningRate - this.endLearningRate) * (1 - done) ** this.power + this.endLearningRate;
  }
}
