// One rise to a high rate and one fall to next to nothing: super-convergence.
import { checkChoice, checkCount, checkOptions, checkRange } from '@tensorloom/tensor-core';
import { cosineFall } from './cosine.js';
import { checkRate, Schedule } from './schedule.js';

const strategies = ['cos', 'linear'] as const;

/** Options of OneCycle. */
export interface OneCycleOptions {
  /** Number of updates in all. */
  readonly totalSteps: number;
  /** Share of them in which the rate rises, in [0, 1] (default 0.3). */
  readonly pctStart?: number;
  /** The first rate is the highest over this (default 25). */
  readonly divFactor?: number;
  /** The last rate is the first over this (default 1e4). */
  readonly finalDivFactor?: number;
  /** Along half cosine waves or straight lines (default 'cos'). */
  readonly annealStrategy?: (typeof strategies)[number];
  /** Fall back to the first rate as fast as it rose, and only then to the last (default false: at once). */
  readonly threePhase?: boolean;
}

/** A stretch of updates up to `end`, at which the rate is `to`. */
interface Phase {
  readonly end: number;
  readonly to: number;
}

/**
 * From maximalLearningRate / divFactor at iteration 0 to maximalLearningRate at iteration pctStart · totalSteps - 1, then to
 * maximalLearningRate / divFactor / finalDivFactor at iteration totalSteps - 1, where it stays (PyTorch's OneCycleLR, whose meaning all
 * options have, refuses to go on there). With `threePhase` it is back at the first rate at iteration 2 · pctStart · totalSteps - 2.
 * Smith and Topin 2018.
 *
 * @example new schedules.OneCycle(0.1, { totalSteps: epochs * batchesPerEpoch })
 */
export class OneCycle extends Schedule {
  readonly maximalLearningRate: number;
  readonly #first: number;
  readonly #phases: readonly Phase[];
  readonly #isLinear: boolean;

  /** @throws ConfigError for an unknown option or a value outside of its range */
  constructor(maximalLearningRate: number, options: OneCycleOptions) {
    super();
    const where = 'schedules.OneCycle';
    const names = ['totalSteps', 'pctStart', 'divFactor', 'finalDivFactor', 'annealStrategy', 'threePhase'];
    checkOptions(where, options, names);
    const top = checkRate(where, 'maximalLearningRate', maximalLearningRate);
    const steps = checkCount(where, 'totalSteps', options.totalSteps);
    const share = checkRange(where, 'pctStart', options.pctStart ?? 0.3, 0, options.threePhase ? 0.5 : 1);
    const first = top / checkRange(where, 'divFactor', options.divFactor ?? 25, Number.MIN_VALUE, Infinity);
    const last = first / checkRange(where, 'finalDivFactor', options.finalDivFactor ?? 1e4, Number.MIN_VALUE, Infinity);
    this.maximalLearningRate = top;
    this.#first = first;
    this.#isLinear = checkChoice(where, 'annealStrategy', options.annealStrategy ?? 'cos', strategies) === 'linear';
    this.#phases = [
      { end: share * steps - 1, to: top },
      ...(options.threePhase ? [{ end: 2 * share * steps - 2, to: first }] : []),
      { end: steps - 1, to: last },
    ];
  }

  override at(iteration: number): number {
    let [from, start] = [this.#first, 0];
    for (const { end, to } of this.#phases) {
      if (iteration < end) {
        const done = (iteration - start) / (end - start);
        return to + (from - to) * (this.#isLinear ? 1 - done : cosineFall(done));
      }
      [from, start] = [to, end];
    }
    return from;
  }
}
