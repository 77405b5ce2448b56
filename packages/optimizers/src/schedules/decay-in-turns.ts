// The base of schedules that fall by `iteration / decaySteps`: its fields, their ranges, and that quotient.
import { checkCount, checkOptions, checkRange } from '@tensorloom/tensor-core';
import { checkRate, Schedule } from './schedule.js';

/** Options of ExponentialDecay and InverseTimeDecay. */
export interface DecayInTurnsOptions {
  /** Number of updates in which the rate falls once by `decayRate`. */
  readonly decaySteps: number;
  /** At least 0. */
  readonly decayRate: number;
  /** In steps instead of smoothly (default false). */
  readonly staircase?: boolean;
}

export abstract class DecayInTurns extends Schedule {
  readonly initialLearningRate: number;
  readonly decaySteps: number;
  readonly decayRate: number;
  readonly staircase: boolean;

  /** @throws ConfigError for an unknown option or a value outside of its range */
  constructor(where: string, initialLearningRate: number, options: DecayInTurnsOptions) {
    super();
    checkOptions(where, options, ['decaySteps', 'decayRate', 'staircase']);
    this.initialLearningRate = checkRate(where, 'initialLearningRate', initialLearningRate);
    this.decaySteps = checkCount(where, 'decaySteps', options.decaySteps);
    this.decayRate = checkRange(where, 'decayRate', options.decayRate, 0, Infinity);
    this.staircase = options.staircase ?? false;
  }

  /** iteration / decaySteps, rounded down with `staircase`. */
  protected turnsAt(iteration: number): number {
    const turns = iteration / this.decaySteps;
    return this.staircase ? Math.floor(turns) : turns;
  }
}
