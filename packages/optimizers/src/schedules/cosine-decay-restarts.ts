// A rate that falls by half a cosine wave again and again: SGDR.
import { checkCount, checkOptions, checkRange } from '@tensorloom/tensor-core';
import { cosineFall } from './cosine.js';
import { checkRate, Schedule } from './schedule.js';

/** Options of CosineDecayRestarts. */
export interface CosineDecayRestartsOptions {
  /** Number of updates of the first fall. */
  readonly firstDecaySteps: number;
  /** Each fall takes so many times the updates of the one before; at least 1 (default 2). */
  readonly tMul?: number;
  /** Each fall starts from so many times the rate of the one before; at least 0 (default 1). */
  readonly mMul?: number;
  /** The lowest rate as a share of the first, in [0, 1] (default 0). */
  readonly alpha?: number;
}

/**
 * In the fall number i = 0, 1 ... of firstDecaySteps · tMul^i updates, of which a share `done` in [0, 1) is behind:
 * initialLearningRate · ((1 - alpha) · mMul^i · (1 + cos(π · done)) / 2 + alpha). Loshchilov and Hutter 2017.
 *
 * @example new schedules.CosineDecayRestarts(0.1, { firstDecaySteps: 1000 })
 */
export class CosineDecayRestarts extends Schedule {
  readonly initialLearningRate: number;
  readonly firstDecaySteps: number;
  readonly tMul: number;
  readonly mMul: number;
  readonly alpha: number;

  /** @throws ConfigError for an unknown option or a value outside of its range */
  constructor(initialLearningRate: number, options: CosineDecayRestartsOptions) {
    super();
    const where = 'schedules.CosineDecayRestarts';
    checkOptions(where, options, ['firstDecaySteps', 'tMul', 'mMul', 'alpha']);
    this.initialLearningRate = checkRate(where, 'initialLearningRate', initialLearningRate);
    this.firstDecaySteps = checkCount(where, 'firstDecaySteps', options.firstDecaySteps);
    this.tMul = checkRange(where, 'tMul', options.tMul ?? 2, 1, Infinity);
    this.mMul = checkRange(where, 'mMul', options.mMul ?? 1, 0, Infinity);
    this.alpha = checkRange(where, 'alpha', options.alpha ?? 0, 0, 1);
  }

  override at(iteration: number): number {
    const { fall, done } = this.#placeOf(iteration);
    return this.initialLearningRate * ((1 - this.alpha) * this.mMul ** fall * cosineFall(done) + this.alpha);
  }

  /** Falls of one length are counted by a division; others one by one, since a logarithm would round at their ends. */
  #placeOf(iteration: number): { fall: number; done: number } {
    if (this.tMul === 1) {
      const turns = iteration / this.firstDecaySteps;
      return { fall: Math.floor(turns), done: turns % 1 };
    }
    let [fall, start, length] = [0, 0, this.firstDecaySteps];
    for (; iteration >= start + length; fall++) {
      start += length;
      length *= this.tMul;
    }
    return { fall, done: (iteration - start) / length };
  }
}
