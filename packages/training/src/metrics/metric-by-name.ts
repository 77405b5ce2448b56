// The metrics that have names, and what may stand for a metric.
import { ConfigError } from '@tensorloom/tensor-core';
import { lookUpName } from '../names/look-up-name.js';
import { Accuracy } from './accuracy.js';
import { BinaryAccuracy } from './binary-accuracy.js';
import { CategoricalAccuracy } from './categorical-accuracy.js';
import { Mean } from './mean.js';
import { MeanSquaredError } from './mean-squared-error.js';
import type { MetricLike, PredictionMetric } from './metric.js';
import { SparseCategoricalAccuracy } from './sparse-categorical-accuracy.js';

/** Names of metrics; the name is also the key of the results. */
export type MetricName =
  | 'accuracy'
  | 'acc'
  | 'binaryAccuracy'
  | 'categoricalAccuracy'
  | 'sparseCategoricalAccuracy'
  | 'meanSquaredError'
  | 'mse';

type NamedMetric = new (options: { readonly name: string }) => PredictionMetric;

const table: Readonly<Record<MetricName, NamedMetric>> = {
  accuracy: Accuracy,
  acc: Accuracy,
  binaryAccuracy: BinaryAccuracy,
  categoricalAccuracy: CategoricalAccuracy,
  sparseCategoricalAccuracy: SparseCategoricalAccuracy,
  meanSquaredError: MeanSquaredError,
  mse: MeanSquaredError,
};

/** A metric or its name. */
export type MetricSpec = MetricLike | MetricName;

/**
 * The metric that is meant; named ones are made anew.
 *
 * @throws ConfigError for an unknown name (the message lists near ones) or another thing
 */
export function metricOf(metric: MetricSpec): MetricLike {
  if (typeof metric === 'string') return new (lookUpName('metric', table, metric))({ name: metric });
  const given = metric as Partial<MetricLike> | null;
  if (metric instanceof Mean || typeof given?.updateState !== 'function' || typeof given.result !== 'function') {
    throw new ConfigError(
      `metric: not a metric of labels and predictions; expected a name or an object with updateState(yTrue, yPred), result() and ` +
        `resetState(), got ${metric instanceof Mean ? 'metrics.Mean' : typeof metric}; pass for example 'accuracy'`,
    );
  }
  return metric;
}
