// The namespace `metrics`.
export { Accuracy } from './accuracy.js';
export { BinaryAccuracy, type BinaryAccuracyOptions } from './binary-accuracy.js';
export { CategoricalAccuracy } from './categorical-accuracy.js';
export { Mean } from './mean.js';
export { MeanSquaredError } from './mean-squared-error.js';
export { MeanMetric, Metric, PredictionMetric, type MetricLike, type MetricOptions } from './metric.js';
export { metricOf as get, type MetricName, type MetricSpec } from './metric-by-name.js';
export { SparseCategoricalAccuracy } from './sparse-categorical-accuracy.js';
