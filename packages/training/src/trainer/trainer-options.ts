// What users pass to a Trainer, and what stands behind each of it. Knows no step.
import { ConfigError } from '@tensorloom/tensor-core';
import type { LossLike } from '../losses/loss-by-name.js';
import { metricOf, type MetricSpec } from '../metrics/metric-by-name.js';
import type { MetricLike } from '../metrics/metric.js';
import { lineReporter } from '../progress/line-reporter.js';
import type { ProgressReporter } from '../progress/reporter.js';
import type { ArrayOptions } from './array-batches.js';
import type { ShuffleOptions, TrainingData } from './batch-source.js';
import type { Callback } from './callbacks.js';
import type { ModelOptimizer } from './model.js';

/** What a Trainer trains with. */
export interface TrainerOptions<M extends readonly MetricSpec[]> {
  readonly optimizer: ModelOptimizer;
  /** A loss, its name (with Keras's defaults: predictions are probabilities) or a function of labels and predictions. */
  readonly loss: LossLike;
  /** Metrics or their names; each name becomes a key of the results. They see no sample weights, as in Keras. */
  readonly metrics?: M;
}

/** How a run can be watched and ended. */
export interface RunOptions {
  /** False: silence. True: lines on the console. Or a display of your own. */
  readonly progress?: boolean | ProgressReporter;
  /** Ends the run between two steps: it rejects with the signal's reason, and what was learned stays. */
  readonly signal?: AbortSignal;
}

/** Options of `Trainer.fit`. `batchSize`, `shuffle` and `seed` are for arrays. */
export interface FitOptions extends RunOptions, ShuffleOptions {
  /** Walks through the data (default 1). */
  readonly epochs?: number;
  /** Evaluated after each epoch. */
  readonly validationData?: TrainingData;
  readonly callbacks?: readonly Callback[];
  /**
   * Survive the loss of the device: all variables are copied to the host every so many steps, without training having to wait;
   * on a device opened anew the steps since are repeated, so that the run ends as if nothing had been. The batches since the last
   * copy are kept for that: a data set must not write over their arrays. Without it, `fit` rejects with DeviceLostError.
   */
  readonly snapshotEvery?: number;
}

/** Options of `Trainer.evaluate` and `Trainer.predict`. */
export interface PassRunOptions extends RunOptions, ArrayOptions {}

/** The metrics meant. @throws ConfigError for one that is none, or a name used twice */
export function metricsOf(specs: readonly MetricSpec[]): MetricLike[] {
  const metrics = specs.map(metricOf);
  const names = ['loss', ...metrics.map(({ name }) => name)];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new ConfigError(
      `Trainer: two results have one name; expected distinct names, got '${twice}' twice; name one of them: new metrics.Accuracy({ name: ... })`,
    );
  }
  return metrics;
}

/** The display meant by the option `progress`. */
export function reporterOf(progress: boolean | ProgressReporter): ProgressReporter | undefined {
  if (typeof progress === 'object') return progress;
  return progress ? lineReporter() : undefined;
}
