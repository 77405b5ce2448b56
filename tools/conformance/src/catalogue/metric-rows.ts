// Rows of the metrics by class: their values after each of two batches, weighted, in one compiled step.
import { compile, tensor, type Tensor } from '@tensorloom/tensor-core';
import { metrics, type MetricLike } from '@tensorloom/training';
import { f, inputData, positive, type InputSpec } from '../ops/op-row.js';
import { classesOf, type CatalogueRow } from './catalogue-row.js';

type Batch = readonly [labels: InputSpec, predictions: InputSpec];

const numbers: Batch = [f(4, 3), f(4, 3)];
const positives: Batch = [positive(4, 3), positive(4, 3)];
const probabilities: InputSpec = { shape: [4, 3], low: 0.02, high: 0.98 };
const decisions: Batch = [{ shape: [4, 3], low: 0, high: 1, dtype: 'int32' }, probabilities];
const oneHot: InputSpec = { shape: [4, 3], values: [1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1] };
const classes: Batch = [oneHot, probabilities];
const indices: InputSpec = { shape: [4], dtype: 'int32', low: 0, high: 2 };
const sparse: Batch = [indices, probabilities];
const signs: Batch = [{ shape: [4, 3], values: [1, -1, -1, 1, 1] }, f(4, 3)];
const weights: InputSpec = { shape: [4], low: 0.5, high: 2 };

/** What `updateState` is given, in three inputs at most. */
type Update = (...inputs: Tensor[]) => void;

interface Measured {
  updateState: Update;
  build?: Update;
  result(): Tensor;
}

function rowOf(make: () => { readonly name: string }, inputs: readonly InputSpec[], about = ''): CatalogueRow {
  return {
    of: make().constructor.name,
    about,
    run: async () => {
      const metric = make() as unknown as Measured;
      const batch = (number: number): Tensor[] =>
        inputs.map((input, index) => tensor(inputData(input, 10 * number + index)));
      metric.build?.(...batch(0));
      const step = compile((...given: Tensor[]) => {
        metric.updateState(...given);
        return metric.result();
      });
      return { 'after one batch': await step(...batch(1)), 'after two': await step(...batch(2)) };
    },
  };
}

const metricRow = (
  make: () => MetricLike | metrics.Metric,
  [labels, predictions]: Batch,
  about?: string,
): CatalogueRow => rowOf(make, [labels, predictions, weights], about);

/** All of them. */
export const metricRows: readonly CatalogueRow[] = [
  metricRow(() => new metrics.Accuracy(), sparse),
  metricRow(() => new metrics.AUC({ numThresholds: 20 }), decisions),
  metricRow(() => new metrics.AUC({ numThresholds: 20, curve: 'PR', multiLabel: true }), decisions, 'of labels, PR'),
  metricRow(() => new metrics.BinaryAccuracy(), decisions),
  metricRow(() => new metrics.BinaryCrossentropy(), decisions),
  metricRow(() => new metrics.BinaryCrossentropy({ fromLogits: true }), [decisions[0], f(4, 3)], 'from logits'),
  metricRow(() => new metrics.BinaryIoU(), decisions),
  metricRow(() => new metrics.CategoricalAccuracy(), classes),
  metricRow(() => new metrics.CategoricalCrossentropy(), classes),
  metricRow(() => new metrics.CategoricalCrossentropy({ fromLogits: true }), [oneHot, f(4, 3)], 'from logits'),
  metricRow(() => new metrics.CategoricalHinge(), [oneHot, f(4, 3)]),
  metricRow(() => new metrics.ConfusionMatrix(3), sparse),
  metricRow(() => new metrics.CosineSimilarity(), numbers),
  metricRow(() => new metrics.F1Score({ average: 'weighted' }), classes),
  metricRow(() => new metrics.FalseNegatives(), decisions),
  metricRow(() => new metrics.FalsePositives(), decisions),
  metricRow(() => new metrics.FBetaScore({ average: 'micro', beta: 2, threshold: 0.5 }), classes),
  metricRow(() => new metrics.Hinge(), signs),
  metricRow(() => new metrics.IoU(3, [0, 2]), [indices, indices]),
  metricRow(() => new metrics.KLDivergence(), [probabilities, probabilities]),
  metricRow(() => new metrics.LogCosh(), numbers),
  rowOf(() => new metrics.Mean(), [f(4, 3), weights]),
  metricRow(() => new metrics.MeanAbsoluteError(), numbers),
  metricRow(() => new metrics.MeanAbsolutePercentageError(), positives),
  metricRow(() => new metrics.MeanBiasError(), numbers),
  metricRow(() => new metrics.MeanIoU(3), [indices, indices]),
  metricRow(() => new metrics.MeanSquaredError(), numbers),
  metricRow(() => new metrics.MeanSquaredLogarithmicError(), positives),
  metricRow(() => new metrics.OneHotIoU(3, [0, 2]), classes),
  metricRow(() => new metrics.OneHotMeanIoU(3), classes),
  metricRow(() => new metrics.Poisson(), positives),
  metricRow(() => new metrics.Precision(), decisions),
  metricRow(() => new metrics.Precision({ topK: 2 }), classes, 'of the best two'),
  metricRow(() => new metrics.PrecisionAtRecall(0.5, { numThresholds: 20 }), decisions),
  metricRow(() => new metrics.R2Score(), numbers),
  metricRow(() => new metrics.Recall({ thresholds: [0.3, 0.6] }), decisions),
  metricRow(() => new metrics.RecallAtPrecision(0.5, { numThresholds: 20 }), decisions),
  metricRow(() => new metrics.RootMeanSquaredError(), numbers),
  metricRow(() => new metrics.SensitivityAtSpecificity(0.5, { numThresholds: 20 }), decisions),
  metricRow(() => new metrics.SparseCategoricalAccuracy(), sparse),
  metricRow(() => new metrics.SparseCategoricalCrossentropy(), sparse),
  metricRow(() => new metrics.SparseCategoricalCrossentropy({ fromLogits: true }), [indices, f(4, 3)], 'from logits'),
  metricRow(() => new metrics.SparseTopKCategoricalAccuracy({ k: 2 }), sparse),
  metricRow(() => new metrics.SpecificityAtSensitivity(0.5, { numThresholds: 20 }), decisions),
  metricRow(() => new metrics.SquaredHinge(), signs),
  rowOf(() => new metrics.Sum(), [f(4, 3), weights]),
  metricRow(() => new metrics.TopKCategoricalAccuracy({ k: 2 }), classes),
  metricRow(() => new metrics.TrueNegatives(), decisions),
  metricRow(() => new metrics.TruePositives(), decisions),
];

const bases = [metrics.MeanMetric, metrics.PredictionMetric];

/** Names of the exported metrics. */
export const metricNames: readonly string[] = classesOf(metrics, metrics.Metric, bases);
