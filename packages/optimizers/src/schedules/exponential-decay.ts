// A rate that falls by the same share over the same number of updates.
import { DecayInTurns, type DecayInTurnsOptions } from './decay-in-turns.js';

/** Options of ExponentialDecay. */
export type ExponentialDecayOptions = DecayInTurnsOptions;

/**
 * initialLearningRate · decayRate^(iteration / decaySteps); with `staircase` the exponent is rounded down.
 *
 * @example new Adam({ learningRate: new schedules.ExponentialDecay(0.1, { decaySteps: 1000, decayRate: 0.5 }) })
 */
export class ExponentialDecay extends DecayInTurns {
  /** @throws ConfigError for an unknown option or a value outside of its range */
  constructor(initialLearningRate: number, options: ExponentialDecayOptions) {
    super('schedules.ExponentialDecay', initialLearningRate, options);
  }

  override at(iteration: number): number {
    return this.initialLearningRate * this.decayRate ** this.turnsAt(iteration);
  }
}
