// The namespace `metrics`.
export { Accuracy } from './accuracy.js';
export { binaryAccuracy, BinaryAccuracy, type BinaryAccuracyOptions } from './binary-accuracy.js';
export { categoricalAccuracy, CategoricalAccuracy } from './categorical-accuracy.js';
export { sparseCategoricalAccuracy, SparseCategoricalAccuracy } from './sparse-categorical-accuracy.js';
export {
  sparseTopKCategoricalAccuracy,
  SparseTopKCategoricalAccuracy,
  topKCategoricalAccuracy,
  TopKCategoricalAccuracy,
  type TopKOptions,
} from './top-k-accuracy.js';

export { AUC, type AUCOptions } from './confusion/auc.js';
export { ConfusionMatrix } from './confusion/confusion-matrix.js';
export { FalseNegatives, FalsePositives, TrueNegatives, TruePositives } from './confusion/decision-count.js';
export type { ClassChoice, DecisionOptions } from './confusion/decisions.js';
export { F1Score, FBetaScore, type F1ScoreOptions, type FBetaScoreOptions } from './confusion/f-beta-score.js';
export {
  BinaryIoU,
  IoU,
  MeanIoU,
  OneHotIoU,
  OneHotMeanIoU,
  type BinaryIoUOptions,
  type IoUOptions,
} from './confusion/iou.js';
export { Precision, type PrecisionOptions } from './confusion/precision.js';
export {
  PrecisionAtRecall,
  RecallAtPrecision,
  SensitivityAtSpecificity,
  SpecificityAtSensitivity,
  type RateOptions,
} from './confusion/rate-at-rate.js';
export { Recall, type RecallOptions } from './confusion/recall.js';

export { CosineSimilarity, type CosineSimilarityMetricOptions } from './cosine-similarity.js';
export {
  BinaryCrossentropy,
  CategoricalCrossentropy,
  SparseCategoricalCrossentropy,
  type LogitsMetricOptions,
  type SmoothedMetricOptions,
} from './crossentropies.js';
export { KLDivergence, Poisson } from './divergences.js';
export {
  LogCosh,
  MeanAbsoluteError,
  MeanAbsolutePercentageError,
  MeanBiasError,
  MeanSquaredError,
  MeanSquaredLogarithmicError,
  RootMeanSquaredError,
} from './errors.js';
export { CategoricalHinge, Hinge, SquaredHinge } from './hinges.js';
export { R2Score, type R2ScoreOptions } from './r2-score.js';

export { Mean } from './mean.js';
export { Sum } from './sum.js';
export { MeanMetric, Metric, PredictionMetric, type MetricLike, type MetricOptions } from './metric.js';
export { metricOf as get, type MetricName, type MetricSpec } from './metric-by-name.js';
