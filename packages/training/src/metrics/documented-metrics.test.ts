// Metrics against the numbers that Keras 3's documentation prints for them, with and without sample weights.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { compile, setDefaultDevice, tensor, type Tensor, type TensorData } from '@tensorloom/tensor-core';
import { beforeEach, describe, expect, it } from 'vitest';
import * as metrics from './index.js';

beforeEach(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

type Make = () => metrics.MetricLike;
type Case = [
  name: string,
  make: Make,
  yTrue: TensorData,
  yPred: TensorData,
  expected: number,
  weighted?: [number[], number],
];

const rows: [TensorData, TensorData] = [
  [
    [0, 1],
    [0, 0],
  ],
  [
    [1, 1],
    [0, 0],
  ],
];
const soft: [TensorData, TensorData] = [
  [
    [0, 1],
    [0, 0],
  ],
  [
    [0.6, 0.4],
    [0.4, 0.6],
  ],
];
const oneHot = [
  [0, 1, 0],
  [0, 0, 1],
];
const probabilities = [
  [0.05, 0.95, 0],
  [0.1, 0.8, 0.1],
];
const search: [TensorData, TensorData] = [
  [0, 0, 0, 1, 1],
  [0, 0.3, 0.8, 0.3, 0.8],
];
const regions: [TensorData, TensorData] = [
  [0, 0, 1, 1],
  [0, 1, 0, 1],
];
const places: [TensorData, TensorData] = [
  [
    [0, 0, 1],
    [1, 0, 0],
    [0, 1, 0],
    [1, 0, 0],
  ],
  [
    [0.2, 0.3, 0.5],
    [0.1, 0.2, 0.7],
    [0.5, 0.3, 0.1],
    [0.1, 0.4, 0.5],
  ],
];
const decided: [TensorData, TensorData] = [
  [0, 1, 1, 1],
  [1, 0, 1, 1],
];

const cases: Case[] = [
  ['MeanAbsoluteError', () => new metrics.MeanAbsoluteError(), ...rows, 0.25, [[1, 0], 0.5]],
  [
    'MeanAbsolutePercentageError',
    () => new metrics.MeanAbsolutePercentageError(),
    ...rows,
    250000000,
    [[1, 0], 500000000],
  ],
  [
    'MeanSquaredLogarithmicError',
    () => new metrics.MeanSquaredLogarithmicError(),
    ...rows,
    0.12011322,
    [[1, 0], 0.24022643],
  ],
  ['RootMeanSquaredError', () => new metrics.RootMeanSquaredError(), ...rows, 0.5, [[1, 0], 0.70710677]],
  ['LogCosh', () => new metrics.LogCosh(), ...rows, 0.10844523, [[1, 0], 0.21689045]],
  [
    'CosineSimilarity',
    () => new metrics.CosineSimilarity(),
    [
      [0, 1],
      [1, 1],
    ],
    [
      [1, 0],
      [1, 1],
    ],
    0.49999997,
    [[0.3, 0.7], 0.6999999],
  ],
  ['KLDivergence', () => new metrics.KLDivergence(), ...soft, 0.45814306, [[1, 0], 0.9162892]],
  ['Poisson', () => new metrics.Poisson(), ...rows, 0.49999997, [[1, 0], 0.99999994]],
  ['BinaryCrossentropy', () => new metrics.BinaryCrossentropy(), ...soft, 0.81492424, [[1, 0], 0.9162905]],
  [
    'CategoricalCrossentropy',
    () => new metrics.CategoricalCrossentropy(),
    oneHot,
    probabilities,
    1.1769392,
    [[0.3, 0.7], 1.6271976],
  ],
  [
    'SparseCategoricalCrossentropy',
    () => new metrics.SparseCategoricalCrossentropy(),
    [1, 2],
    probabilities,
    1.1769392,
    [[0.3, 0.7], 1.6271976],
  ],
  ['Hinge', () => new metrics.Hinge(), ...soft, 1.3, [[1, 0], 1.1]],
  ['SquaredHinge', () => new metrics.SquaredHinge(), ...soft, 1.86, [[1, 0], 1.46]],
  ['CategoricalHinge', () => new metrics.CategoricalHinge(), ...soft, 1.4, [[1, 0], 1.2]],
  [
    'TopKCategoricalAccuracy',
    () => new metrics.TopKCategoricalAccuracy({ k: 1 }),
    [
      [0, 0, 1],
      [0, 1, 0],
    ],
    [
      [0.1, 0.9, 0.8],
      [0.05, 0.95, 0],
    ],
    0.5,
    [[0.7, 0.3], 0.3],
  ],
  [
    'SparseTopKCategoricalAccuracy',
    () => new metrics.SparseTopKCategoricalAccuracy({ k: 1 }),
    [2, 1],
    [
      [0.1, 0.9, 0.8],
      [0.05, 0.95, 0],
    ],
    0.5,
    [[0.7, 0.3], 0.3],
  ],
  ['R2Score', () => new metrics.R2Score(), [[1], [4], [3]], [[2], [4], [4]], 0.57142854],
  ['TruePositives', () => new metrics.TruePositives(), ...decided, 2, [[0, 0, 1, 0], 1]],
  ['FalsePositives', () => new metrics.FalsePositives(), [0, 1, 0, 0], [0, 0, 1, 1], 2, [[0, 0, 1, 0], 1]],
  ['TrueNegatives', () => new metrics.TrueNegatives(), [0, 1, 0, 0], [1, 1, 0, 0], 2, [[0, 0, 1, 0], 1]],
  ['FalseNegatives', () => new metrics.FalseNegatives(), [0, 1, 1, 1], [0, 1, 0, 0], 2, [[0, 0, 1, 0], 1]],
  ['Precision', () => new metrics.Precision(), ...decided, 2 / 3, [[0, 0, 1, 0], 1]],
  ['Precision of the best 2', () => new metrics.Precision({ topK: 2 }), [[0, 0, 1, 1]], [[1, 1, 1, 1]], 0],
  ['Precision of the best 4', () => new metrics.Precision({ topK: 4 }), [[0, 0, 1, 1]], [[1, 1, 1, 1]], 0.5],
  ['Recall', () => new metrics.Recall(), ...decided, 2 / 3, [[0, 0, 1, 0], 1]],
  ['PrecisionAtRecall', () => new metrics.PrecisionAtRecall(0.5), ...search, 0.5, [[2, 2, 2, 1, 1], 1 / 3]],
  [
    'RecallAtPrecision',
    () => new metrics.RecallAtPrecision(0.8),
    [0, 0, 1, 1],
    [0, 0.5, 0.3, 0.9],
    0.5,
    [[1, 0, 0, 1], 1],
  ],
  [
    'SensitivityAtSpecificity',
    () => new metrics.SensitivityAtSpecificity(0.5),
    ...search,
    0.5,
    [[1, 1, 2, 2, 1], 1 / 3],
  ],
  [
    'SpecificityAtSensitivity',
    () => new metrics.SpecificityAtSensitivity(0.5),
    ...search,
    2 / 3,
    [[1, 1, 2, 2, 2], 0.5],
  ],
  ['AUC', () => new metrics.AUC({ numThresholds: 3 }), [0, 0, 1, 1], [0, 0.5, 0.3, 0.9], 0.75, [[1, 0, 0, 1], 1]],
  ['MeanIoU', () => new metrics.MeanIoU(2), ...regions, 1 / 3, [[0.3, 0.3, 0.3, 0.1], 0.2380952]],
  ['IoU of class 1, by hand', () => new metrics.IoU(2, [1]), ...regions, 1 / 3, [[0.3, 0.3, 0.3, 0.1], 0.1 / 0.7]],
  [
    'BinaryIoU',
    () => new metrics.BinaryIoU({ threshold: 0.3 }),
    [0, 1, 0, 1],
    [0.1, 0.2, 0.4, 0.7],
    1 / 3,
    [[0.2, 0.3, 0.4, 0.1], 0.17361112],
  ],
];

describe.each(cases)('%s', (_, make, yTrue, yPred, expected, weighted) => {
  const near = (value: number, wanted: number): void =>
    expect(Math.abs(value - wanted) / (Math.abs(wanted) || 1), `got ${value}, want ${wanted}`).toBeLessThan(2e-6);

  it('gives the number of the documentation', async () => {
    const metric = make();
    metric.updateState(tensor(yTrue), tensor(yPred));
    near(await metric.result().item(), expected);
    if (!weighted) return;
    const other = make();
    other.updateState(tensor(yTrue), tensor(yPred), tensor(weighted[0]));
    near(await other.result().item(), weighted[1]);
  });

  it('adds up over compiled steps, and starts anew where it is told to within one', async () => {
    const metric = make();
    const step = compile((labels: Tensor, predictions: Tensor, isFirst: Tensor) => {
      metric.build?.(labels, predictions);
      metric.resetWhere?.(isFirst);
      metric.updateState(labels, predictions);
      return metric.result();
    });
    const [labels, predictions] = [tensor(yTrue), tensor(yPred)];
    const first = await (await step(labels, predictions, 1 as never)).item();
    await step(labels, predictions, 0 as never);
    expect(await (await step(labels, predictions, 1 as never)).item()).toBe(first);
    near(first, expected);
  });
});

it('FBetaScore and F1Score of each class are those of the documentation', async () => {
  const labels = tensor([
    [1, 1, 1],
    [1, 0, 0],
    [1, 1, 0],
  ]);
  const predictions = tensor([
    [0.2, 0.6, 0.7],
    [0.2, 0.6, 0.6],
    [0.6, 0.8, 0],
  ]);
  const score = async (metric: metrics.FBetaScore<string>): Promise<unknown> => {
    metric.updateState(labels, predictions);
    return metric.result().array();
  };
  const near = (values: number[]): number[] => values.map((value) => expect.closeTo(value, 6) as number);
  expect(await score(new metrics.F1Score({ threshold: 0.5 }))).toEqual(near([0.5, 0.8, 2 / 3]));
  const doubled = new metrics.FBetaScore({ beta: 2, threshold: 0.5 });
  expect(await score(doubled)).toEqual(near([0.3846154, 0.90909094, 0.8333334]));
});

it('OneHotIoU is that of the documentation: 0.07 with weights', async () => {
  const weights = tensor([0.1, 0.2, 0.3, 0.4]);
  const some = new metrics.OneHotIoU(3, [0, 2]);
  some.updateState(tensor(places[0]), tensor(places[1]), weights);
  expect(await some.result().item()).toBeCloseTo(0.07142857, 6);
  const all = new metrics.OneHotMeanIoU(3);
  all.updateState(tensor(places[0]), tensor(places[1]), weights);
  expect(await all.result().item()).toBeCloseTo(0.047619, 5);
});

describe('F1Score averages', () => {
  // Class 0 has TP 1, FP 1, FN 0 and is right once; class 1 has TP 1, FP 0, FN 1 and is right twice.
  it.each([
    ['macro', 2 / 3],
    ['micro', 2 / 3],
    ['weighted', 2 / 3],
  ] as const)('%s, by hand', async (average, expected) => {
    const metric = new metrics.F1Score({ average });
    const labels = tensor([
      [1, 0],
      [0, 1],
      [0, 1],
    ]);
    metric.updateState(
      labels,
      tensor([
        [0.9, 0.1],
        [0.2, 0.8],
        [0.6, 0.4],
      ]),
    );
    expect(await metric.result().item()).toBeCloseTo(expected, 10);
  });
});

describe('AUC', () => {
  const labels = [0, 1, 0, 1, 1, 0, 0, 1];
  const scores = [0.1, 0.4, 0.35, 0.8, 0.65, 0.7, 0.2, 0.9];

  /** The share of pairs of a positive and a negative in which the positive has the higher score. */
  function shareOfPairs(): number {
    const of = (label: number): number[] => scores.filter((_, index) => labels[index] === label);
    const pairs = of(1).flatMap((positive) => of(0).map((negative) => Number(positive > negative)));
    return pairs.reduce((sum, each) => sum + each, 0) / pairs.length;
  }

  it('of the ROC curve is the share of rightly ordered pairs, where thresholds separate all scores', async () => {
    const metric = new metrics.AUC({ numThresholds: 2001 });
    metric.updateState(tensor(labels), tensor(scores));
    expect(await metric.result().item()).toBeCloseTo(shareOfPairs(), 6);
    const logits = scores.map((score) => Math.log(score / (1 - score)));
    const again = new metrics.AUC({ numThresholds: 2001, fromLogits: true });
    again.updateState(tensor(labels), tensor(logits));
    expect(await again.result().item()).toBeCloseTo(shareOfPairs(), 6);
  });

  it('of the precision-recall curve lies between lower and upper sums', async () => {
    const area = async (options: metrics.AUCOptions<string>): Promise<number> => {
      const metric = new metrics.AUC({ curve: 'PR', ...options });
      metric.updateState(tensor(labels), tensor(scores));
      return metric.result().item();
    };
    const [low, middle, high] = [
      await area({ summationMethod: 'minoring' }),
      await area({}),
      await area({ summationMethod: 'majoring' }),
    ];
    expect(low).toBeLessThan(middle);
    expect(middle).toBeLessThan(high);
    // The documentation's example of both curves, with three thresholds.
    const metric = new metrics.AUC({ numThresholds: 3, curve: 'PR', summationMethod: 'majoring' });
    metric.updateState(tensor([0, 0, 1, 1]), tensor([0, 0.5, 0.3, 0.9]));
    // Points (recall, precision): (1, 1/2), (1/2, 1), (0, 0): 1/2 · 1 + 1/2 · 1.
    expect(await metric.result().item()).toBeCloseTo(1, 6);
  });

  it('of several labels is the mean of theirs, weighted if wanted', async () => {
    const [a, b] = [labels, [1, 1, 0, 0, 1, 0, 1, 0]];
    const pair = (first: number[], second: number[]): Tensor =>
      tensor(first.map((value, index) => [value, second[index] as number]));
    const single = async (column: number[]): Promise<number> => {
      const metric = new metrics.AUC();
      metric.updateState(tensor(column), tensor(scores));
      return metric.result().item();
    };
    const [one, other] = [await single(a), await single(b)];
    const mean = new metrics.AUC({ multiLabel: true });
    mean.updateState(pair(a, b), pair(scores, scores));
    expect(await mean.result().item()).toBeCloseTo((one + other) / 2, 6);
    const weighted = new metrics.AUC({ multiLabel: true, numLabels: 2, labelWeights: [3, 1] });
    weighted.updateState(pair(a, b), pair(scores, scores));
    expect(await weighted.result().item()).toBeCloseTo((3 * one + other) / 4, 6);
    expect(() =>
      new metrics.AUC({ multiLabel: true, numLabels: 3 }).updateState(pair(a, b), pair(scores, scores)),
    ).toThrow(/auc: labels do not fit; expected \[batch, 3\]/);
  });
});

it('ConfusionMatrix counts by label and prediction, from scores and from classes', async () => {
  const metric = new metrics.ConfusionMatrix(3);
  metric.updateState(
    tensor([0, 1, 2, 2], { dtype: 'int32' }),
    tensor([
      [9, 1, 0],
      [0, 1, 5],
      [0, 0, 1],
      [1, 0, 0],
    ]),
  );
  metric.updateState(tensor([1, 1], { dtype: 'int32' }), tensor([1, 0], { dtype: 'int32' }), tensor([2, 0.5]));
  expect(await metric.result().array()).toEqual([
    [1, 0, 0],
    [0.5, 2, 1],
    [1, 0, 1],
  ]);
});

it('Precision of one class looks at its column alone', async () => {
  const metric = new metrics.Precision({ classId: 1 });
  metric.updateState(
    tensor([
      [0, 1],
      [1, 0],
    ]),
    tensor([
      [0.9, 0.8],
      [0.9, 0.7],
    ]),
  );
  expect(await metric.result().item()).toBe(0.5);
});

it('several thresholds give a result for each', async () => {
  const metric = new metrics.Recall({ thresholds: [0.2, 0.5, 0.9] });
  metric.updateState(tensor([1, 1, 0, 1]), tensor([0.3, 0.6, 0.95, 0.99]));
  expect(await metric.result().array()).toEqual([1, 2 / 3, 1 / 3]);
});

it.each([
  [
    () => new metrics.Precision({ thresholds: 1.5 }),
    /Precision: bad thresholds; expected a number in \[0, 1\], got 1.5/,
  ],
  [() => new metrics.Precision({ threshold: 0.5 } as never), /unknown option; .*did you mean thresholds/],
  [() => new metrics.AUC({ numThresholds: 1 }), /AUC: bad numThresholds; expected at least 2/],
  [() => new metrics.AUC({ curve: 'roc' as never }), /unknown curve; expected one of ROC, PR/],
  [() => new metrics.IoU(2, [2]), /IoU: bad targetClassIds; expected whole numbers in \[0, 2\), got 2/],
  [() => new metrics.MeanIoU(0), /MeanIoU: bad numClasses/],
  [() => new metrics.FBetaScore({ beta: 0 }), /bad beta/],
  [() => new metrics.TopKCategoricalAccuracy({ k: 0 }), /bad k/],
])('refuses: %s', (make, message) => {
  expect(make).toThrow(expect.objectContaining({ name: 'ConfigError' }));
  expect(make).toThrow(message);
});
