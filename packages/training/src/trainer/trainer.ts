// The Trainer: fit, evaluate and predict. Knows models, optimizers and data sets as interfaces.
import { checkCount, ConfigError, type Tensor } from '@tensorloom/tensor-core';
import { lossOf } from '../losses/loss-by-name.js';
import type { Loss } from '../losses/loss.js';
import type { MetricSpec } from '../metrics/metric-by-name.js';
import type { MetricLike } from '../metrics/metric.js';
import type { ProgressReporter } from '../progress/reporter.js';
import { warningOf } from '../progress/warning-of.js';
import type { TrainingBatch } from './batch.js';
import {
  predictionInputs,
  predictionSource,
  trainingSource,
  validationSource,
  type PredictionBatch,
  type PredictionData,
  type TrainingData,
} from './batch-source.js';
import { PredictionCollector } from './collect-predictions.js';
import { runFit } from './fit.js';
import { GuardedSteps } from './guarded-steps.js';
import type { History } from './history.js';
import type { DeviceResults, Results } from './logs.js';
import type { ModelOptimizer, TrainableModel } from './model.js';
import { runPass } from './run-pass.js';
import { SurvivingSteps } from './surviving-steps.js';
import { metricsOf, reporterOf, type FitOptions, type PassRunOptions, type TrainerOptions } from './trainer-options.js';

/**
 * Trains, evaluates and uses a model. Each kind of step is compiled once for each shape of batch; losses and metrics stay on
 * the device and are read a few times a second for the display, and once after each pass. What a step trains is fixed when
 * it is first run: after changing a layer's `trainable`, make a new Trainer (as Keras wants a new `compile`).
 *
 * @example
 * const trainer = new Trainer(model, { optimizer: new Adam(), loss: 'meanSquaredError', metrics: ['accuracy'] });
 * const history = await trainer.fit(train.batch(32), { epochs: 3, validationData: test.batch(512) });
 * const { loss, accuracy } = await trainer.evaluate(test.batch(512));
 */
export class Trainer<const M extends readonly MetricSpec[] = readonly []> {
  readonly model: TrainableModel;
  readonly optimizer: ModelOptimizer;
  readonly loss: Loss;
  readonly metrics: readonly MetricLike[];
  readonly #steps: GuardedSteps;
  #busy: string | undefined;

  /** @throws ConfigError for a loss or metric that is none, a name used twice, a loss without reduction */
  constructor(model: TrainableModel, { optimizer, loss, metrics }: TrainerOptions<M>) {
    if (typeof optimizer?.update !== 'function') {
      throw new ConfigError(
        `Trainer: no optimizer; expected an object with update(variables, gradients), got ${typeof optimizer}; pass for example new Adam()`,
      );
    }
    this.model = model;
    this.optimizer = optimizer;
    this.loss = lossOf(loss);
    this.metrics = metricsOf(metrics ?? []);
    if (this.loss.reduction === 'none') {
      throw new ConfigError(
        "Trainer: the loss is not a scalar; expected reduction 'sumOverBatchSize' or 'sum', got 'none'; drop the option",
      );
    }
    this.#steps = new GuardedSteps({ model, optimizer, loss: this.loss, metrics: this.metrics });
  }

  /**
   * Trains on all batches, `epochs` times.
   *
   * @param data a data set of batches, or `{ x, y }` with all examples as arrays
   * @returns the results of each epoch: of training as running means while the weights changed, of validation after it
   * @throws ConfigError for data without a batch, ShapeError and IndexRangeError for batches that do not fit
   */
  async fit(data: TrainingData, options: FitOptions = {}): Promise<History<M>> {
    const { epochs = 1, validationData, callbacks = [], progress = true, signal, snapshotEvery, ...arrays } = options;
    return this.#run('fit', progress, async (reporter) => {
      const source = await trainingSource('fit', data, arrays, true);
      const validation = validationData && (await validationSource(validationData, arrays));
      const survival = this.#survival(snapshotEvery, reporter);
      const run = { steps: this.#steps, survival, source, validation, epochs, callbacks, reporter, signal };
      try {
        return (await runFit(run)) as History<M>;
      } finally {
        survival?.stop();
      }
    });
  }

  /**
   * Loss and metrics over all batches, with the layers in inference mode.
   *
   * @throws as `fit` does
   */
  async evaluate(
    data: TrainingData,
    { progress = false, signal, ...arrays }: PassRunOptions = {},
  ): Promise<Results<M>> {
    return this.#run('evaluate', progress, async (reporter) => {
      const source = await trainingSource('evaluate', data, arrays, false);
      await this.#steps.begin();
      const pass = { phase: 'evaluate', steps: source.size } as const;
      const step = (batch: TrainingBatch): ReturnType<GuardedSteps['evaluate']> =>
        this.#steps.evaluate('evaluate', batch);
      const { logs } = await runPass({ op: 'evaluate', pass, source, step, reporter, signal });
      return logs as Results<M>;
    });
  }

  /**
   * Predictions for all inputs, in order.
   *
   * @param data a data set of batches (labels are passed over), or all inputs as an array
   * @returns [examples, ...], on the host
   */
  async predict(data: PredictionData, { progress = false, signal, ...arrays }: PassRunOptions = {}): Promise<Tensor> {
    return this.#run('predict', progress, async (reporter) => {
      const source = await predictionSource(data, arrays);
      const collector = new PredictionCollector();
      const step = async (batch: PredictionBatch): Promise<undefined> => {
        await collector.add(await this.#steps.predict('predict', predictionInputs(batch)));
      };
      const pass = { phase: 'predict', steps: source.size } as const;
      await runPass({ op: 'predict', pass, source, step, reporter, signal });
      return collector.join();
    });
  }

  /**
   * One training step.
   *
   * @returns when it is submitted: the running results since the last `resetMetrics`, still on the device
   */
  async trainOnBatch(batch: TrainingBatch): Promise<DeviceResults<M>> {
    return (await this.#steps.train('trainOnBatch', batch)) as DeviceResults<M>;
  }

  /** Sets the running results of `trainOnBatch` to nothing. (`fit` and `evaluate` do so themselves.) */
  resetMetrics(): Promise<void> {
    return this.#steps.reset();
  }

  #survival(snapshotEvery: number | undefined, reporter: ProgressReporter | undefined): SurvivingSteps | undefined {
    if (snapshotEvery === undefined) return undefined;
    checkCount('fit', 'snapshotEvery', snapshotEvery);
    return new SurvivingSteps({ steps: this.#steps, model: this.model, snapshotEvery, warn: warningOf(reporter) });
  }

  /** Runs one thing at a time: they all write the same running results. */
  async #run<Result>(
    op: string,
    progress: boolean | ProgressReporter,
    work: (reporter: ProgressReporter | undefined) => Promise<Result>,
  ): Promise<Result> {
    if (this.#busy !== undefined) {
      throw new ConfigError(
        `${op}: the Trainer is at work; expected one call at a time, got ${op} during ${this.#busy}; await the other first`,
      );
    }
    this.#busy = op;
    const reporter = reporterOf(progress);
    try {
      return await work(reporter);
    } finally {
      this.#busy = undefined;
      reporter?.close?.();
    }
  }
}
