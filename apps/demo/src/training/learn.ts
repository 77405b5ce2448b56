// Trains a network on digits and keeps the weights of its best epoch. Knows no screen and no file.
import {
  Adam,
  losses,
  setRandomSeed,
  Trainer,
  type EpochSummary,
  type History,
  type ProgressReporter,
  type Sequential,
} from 'tensorloom';
import type { Digits } from '../data/digits.js';
import type { Network } from '../networks/network.js';
import { BestWeights } from './best-weights.js';
import { linearDecay } from './linear-decay.js';
import { Pace } from './pace.js';
import { TimedStart } from './timed-start.js';

/** How to train. */
export interface LearnOptions {
  readonly epochs: number;
  readonly batch: number;
  readonly seed: number;
  readonly progress: ProgressReporter;
  readonly signal: AbortSignal;
}

/** What came of a training run. */
export interface Learned {
  readonly history: History<readonly ['accuracy']>;
  readonly pace: Pace;
  readonly firstStepSeconds: number;
}

/** Images in a batch from which nothing is learned. */
const TEST_BATCH = 500;

/** Images in batches for looking at them only. */
export const inBatches = (images: Digits['test']): Digits['test'] => images.batch(TEST_BATCH).prefetch(1);

/** A training run: equal seeds, equal results. */
export class Learning {
  readonly model: Sequential;
  readonly trainer: Trainer<readonly ['accuracy']>;
  readonly best: BestWeights;
  readonly #batches: TimedStart;

  constructor(
    network: Network,
    private readonly digits: Digits,
    private readonly options: LearnOptions,
  ) {
    const { epochs, batch, seed } = options;
    const { train } = digits;
    const [images, steps] = [train.size as number, Math.ceil((train.size as number) / batch)];
    setRandomSeed(seed);
    this.model = network.build();
    this.trainer = new Trainer(this.model, {
      optimizer: new Adam({ learningRate: linearDecay(network.learningRate, epochs * steps) }),
      loss: new losses.SparseCategoricalCrossentropy({ fromLogits: true }),
      metrics: ['accuracy'],
    });
    this.best = new BestWeights(this.model);
    this.#batches = new TimedStart(train.shuffle(images, { seed }).batch(batch).prefetch(2));
  }

  /** Whether there has been a step. */
  get begun(): boolean {
    return this.#batches.begun;
  }

  /** Trains to the end; the model then has the best weights. @throws the signal's reason if that aborts */
  async run(): Promise<Learned> {
    const { epochs, progress, signal } = this.options;
    const pace = new Pace();
    const epochEnd = (summary: EpochSummary): void => {
      pace.add(summary);
      progress.epochEnd?.(summary);
    };
    const history = await this.trainer.fit(this.#batches, {
      epochs,
      validationData: inBatches(this.digits.validation),
      callbacks: [this.best],
      progress: { ...progress, epochEnd },
      signal,
    });
    this.best.restore();
    return { history, pace, firstStepSeconds: this.#batches.seconds ?? NaN };
  }
}
