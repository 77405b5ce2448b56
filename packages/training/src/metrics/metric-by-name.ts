// The metrics that have names, and what may stand for a metric.
import { ConfigError } from '@tensorloom/tensor-core';
import { lookUpName } from '../names/look-up-name.js';
import { Accuracy } from './accuracy.js';
import { BinaryAccuracy } from './binary-accuracy.js';
import { CategoricalAccuracy } from './categorical-accuracy.js';
import { AUC } from './confusion/auc.js';
import { FalseNegatives, FalsePositives, TrueNegatives, TruePositives } from './confusion/decision-count.js';
import { Precision } from './confusion/precision.js';
import { Recall } from './confusion/recall.js';
import { CosineSimilarity } from './cosine-similarity.js';
import { BinaryCrossentropy, CategoricalCrossentropy, SparseCategoricalCrossentropy } from './crossentropies.js';
import { KLDivergence, Poisson } from './divergences.js';
import {
  LogCosh,
  MeanAbsoluteError,
  MeanAbsolutePercentageError,
  MeanBiasError,
  MeanSquaredError,
  MeanSquaredLogarithmicError,
  RootMeanSquaredError,
} from './errors.js';
import { CategoricalHinge, Hinge, SquaredHinge } from './hinges.js';
import { Mean } from './mean.js';
import type { MetricLike } from './metric.js';
import { R2Score } from './r2-score.js';
import { SparseCategoricalAccuracy } from './sparse-categorical-accuracy.js';
import { Sum } from './sum.js';
import { SparseTopKCategoricalAccuracy, TopKCategoricalAccuracy } from './top-k-accuracy.js';

/** Names of metrics; the name is also the key of the results. */
export type MetricName =
  | 'acc'
  | 'accuracy'
  | 'auc'
  | 'binaryAccuracy'
  | 'binaryCrossentropy'
  | 'categoricalAccuracy'
  | 'categoricalCrossentropy'
  | 'categoricalHinge'
  | 'cosineSimilarity'
  | 'falseNegatives'
  | 'falsePositives'
  | 'hinge'
  | 'klDivergence'
  | 'logCosh'
  | 'mae'
  | 'mape'
  | 'meanAbsoluteError'
  | 'meanAbsolutePercentageError'
  | 'meanBiasError'
  | 'meanSquaredError'
  | 'meanSquaredLogarithmicError'
  | 'mse'
  | 'msle'
  | 'poisson'
  | 'precision'
  | 'r2Score'
  | 'recall'
  | 'rmse'
  | 'rootMeanSquaredError'
  | 'sparseCategoricalAccuracy'
  | 'sparseCategoricalCrossentropy'
  | 'sparseTopKCategoricalAccuracy'
  | 'squaredHinge'
  | 'topKCategoricalAccuracy'
  | 'trueNegatives'
  | 'truePositives';

type NamedMetric = new (options: { readonly name: string }) => MetricLike;

const table: Readonly<Record<MetricName, NamedMetric>> = {
  acc: Accuracy,
  accuracy: Accuracy,
  auc: AUC,
  binaryAccuracy: BinaryAccuracy,
  binaryCrossentropy: BinaryCrossentropy,
  categoricalAccuracy: CategoricalAccuracy,
  categoricalCrossentropy: CategoricalCrossentropy,
  categoricalHinge: CategoricalHinge,
  cosineSimilarity: CosineSimilarity,
  falseNegatives: FalseNegatives,
  falsePositives: FalsePositives,
  hinge: Hinge,
  klDivergence: KLDivergence,
  logCosh: LogCosh,
  mae: MeanAbsoluteError,
  mape: MeanAbsolutePercentageError,
  meanAbsoluteError: MeanAbsoluteError,
  meanAbsolutePercentageError: MeanAbsolutePercentageError,
  meanBiasError: MeanBiasError,
  meanSquaredError: MeanSquaredError,
  meanSquaredLogarithmicError: MeanSquaredLogarithmicError,
  mse: MeanSquaredError,
  msle: MeanSquaredLogarithmicError,
  poisson: Poisson,
  precision: Precision,
  r2Score: R2Score,
  recall: Recall,
  rmse: RootMeanSquaredError,
  rootMeanSquaredError: RootMeanSquaredError,
  sparseCategoricalAccuracy: SparseCategoricalAccuracy,
  sparseCategoricalCrossentropy: SparseCategoricalCrossentropy,
  sparseTopKCategoricalAccuracy: SparseTopKCategoricalAccuracy,
  squaredHinge: SquaredHinge,
  topKCategoricalAccuracy: TopKCategoricalAccuracy,
  trueNegatives: TrueNegatives,
  truePositives: TruePositives,
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
  if (
    metric instanceof Mean ||
    metric instanceof Sum ||
    typeof given?.updateState !== 'function' ||
    typeof given.result !== 'function'
  ) {
    throw new ConfigError(
      `metric: not a metric of labels and predictions; expected a name or an object with updateState(yTrue, yPred), result() and ` +
        `resetState(), got ${given instanceof Object ? given.constructor.name : String(metric)}; pass for example 'accuracy'`,
    );
  }
  return metric;
}
