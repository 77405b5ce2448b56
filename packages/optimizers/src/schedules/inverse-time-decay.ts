// A rate that falls as 1 over the number of updates.
import { DecayInTurns, type DecayInTurnsOptions } from './decay-in-turns.js';

/** Options of InverseTimeDecay. */
export type InverseTimeDecayOptions = DecayInTurnsOptions;

/**
 * initialLearningRate / (1 + decayRate · iteration / decaySteps); with `staircase` the quotient is rounded down.
 *
 * @example new schedules.InverseTimeDecay(0.1, { decaySteps: 1000, decayRate: 1 }) // half after 1000 updates, a third after 2000
 */
export class InverseTimeDecay extends DecayInTurns {
  /** @throws ConfigError for an unknown option or a value outside of its range */
  constructor(initialLearningRate: number, options: InverseTimeDecayOptions) {
    super('schedules.InverseTimeDecay', initialLearningRate, options);
  }

  override at(iteration: number): number {
    return this.initialLearningRate / (1 + this.decayRate * this.turnsAt(iteration));
  }
}
