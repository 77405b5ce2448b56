// Losses of numbers and of distributions: values printed in Keras's documentation or worked out by hand, and their gradients.
import { checkGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, tensor, type Tensor } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import * as losses from './index.js';

const device = createCpuDevice({ precision: 'float64' });
setDefaultDevice(device);

type Rows = number[][];
const zerosAndOne: Rows = [
  [0, 1],
  [0, 0],
];
const ones: Rows = [
  [1, 1],
  [1, 0],
];
const soft: Rows = [
  [0.6, 0.4],
  [0.4, 0.6],
];

// Keras 3's documentation of each class, with its options at their defaults; where it has none, by hand.
it.each<[name: string, loss: losses.Loss, yTrue: Rows, yPred: Rows, expected: number, digits: number]>([
  ['MeanAbsoluteError', new losses.MeanAbsoluteError(), zerosAndOne, ones, 0.5, 7],
  [
    'MeanAbsolutePercentageError',
    new losses.MeanAbsolutePercentageError(),
    [
      [2, 1],
      [2, 3],
    ],
    [
      [1, 1],
      [1, 0],
    ],
    50,
    5,
  ],
  ['MeanSquaredLogarithmicError', new losses.MeanSquaredLogarithmicError(), zerosAndOne, ones, 0.24022651, 6],
  [
    'CosineSimilarity',
    new losses.CosineSimilarity(),
    [
      [0, 1],
      [1, 1],
    ],
    [
      [1, 0],
      [1, 1],
    ],
    -0.5,
    6,
  ],
  ['Huber', new losses.Huber(), zerosAndOne, soft, 0.155, 7],
  [
    'LogCosh',
    new losses.LogCosh(),
    [
      [0, 1],
      [0, 0],
    ],
    [
      [1, 1],
      [0, 0],
    ],
    0.108,
    3,
  ],
  ['KLDivergence', new losses.KLDivergence(), zerosAndOne, soft, 0.458, 3],
  [
    'Poisson',
    new losses.Poisson(),
    [
      [0, 1],
      [0, 0],
    ],
    [
      [1, 1],
      [0, 0],
    ],
    0.5,
    6,
  ],
  ['Hinge', new losses.Hinge(), zerosAndOne, soft, 1.3, 7],
  ['SquaredHinge', new losses.SquaredHinge(), zerosAndOne, soft, 1.86, 7],
  [
    'CategoricalHinge',
    new losses.CategoricalHinge(),
    [
      [0, 1],
      [0, 0],
    ],
    soft,
    1.4,
    7,
  ],
  [
    'MeanBiasError, too large by 1 and 0, then by 2 and -1',
    new losses.MeanBiasError(),
    [
      [1, 2],
      [3, 4],
    ],
    [
      [2, 2],
      [5, 3],
    ],
    0.5,
    7,
  ],
  [
    'RootMeanSquaredError of errors 3, 4, 0, 0',
    new losses.RootMeanSquaredError(),
    [
      [0, 0],
      [1, 1],
    ],
    [
      [3, 4],
      [1, 1],
    ],
    2.5,
    7,
  ],
  ['Huber beyond delta: 2 · 5 - 2', new losses.Huber({ delta: 2 }), [[0]], [[-5]], 8, 7],
])('%s', async (_, loss, yTrue, yPred, expected, digits) => {
  expect(await loss.call(tensor(yTrue), tensor(yPred)).item()).toBeCloseTo(expected, digits);
});

it('MeanAbsoluteError has the weighted and summed numbers of the documentation', async () => {
  const [yTrue, yPred] = [tensor(zerosAndOne), tensor(ones)];
  const { MeanAbsoluteError } = losses;
  expect(await new MeanAbsoluteError().call(yTrue, yPred, tensor([0.7, 0.3])).item()).toBeCloseTo(0.25, 7);
  expect(await new MeanAbsoluteError({ reduction: 'sum' }).call(yTrue, yPred).item()).toBeCloseTo(1, 7);
  expect(await new MeanAbsoluteError({ reduction: 'none' }).call(yTrue, yPred).array()).toEqual([0.5, 0.5]);
});

it('Dice and Tversky of equal weights are the same, by hand: 1 - 2 · 1.3 / (2 + 2.3) for one example', async () => {
  const yTrue = tensor([
    [[1], [1]],
    [[0], [0]],
  ]).reshape([1, 4]);
  const yPred = tensor([[0.5, 0.8, 0.6, 0.4]]);
  expect(await losses.dice(yTrue, yPred).item()).toBeCloseTo(1 - 2.6 / 4.3, 6);
  expect(await losses.tversky(yTrue, yPred).item()).toBeCloseTo(1 - 2.6 / 4.3, 6);
  // TP 1.3, FP 1.0, FN 0.7.
  expect(await losses.tversky(yTrue, yPred, { alpha: 0.3, beta: 0.7 }).item()).toBeCloseTo(
    1 - 1.3 / (1.3 + 0.3 + 0.49),
    6,
  );
});

it('Triplet: squared distances 4 and 1 with margin 1 give 4, and nothing once the negative is far', async () => {
  const embeddings = tensor([
    [
      [0, 0],
      [2, 0],
      [0, 1],
    ],
    [
      [0, 0],
      [1, 0],
      [0, 9],
    ],
  ]);
  expect(await losses.triplet(embeddings).array()).toEqual([4, 0]);
  expect(() => losses.triplet(tensor([[1, 2]]))).toThrow(
    /triplet: predictions do not fit; expected \[batch, 3, size\]/,
  );
});

it('LogCosh is |e| - ln 2 for huge errors, in float32 range', async () => {
  expect(await losses.logCosh(tensor([[0]]), tensor([[1e5]])).item()).toBeCloseTo(1e5 - Math.LN2, 6);
});

it('RootMeanSquaredError has a gradient of 0 at a perfect fit, not NaN', async () => {
  const { gradients } = await import('@tensorloom/autograd');
  const at = tensor([[1, 2]]);
  const [gradient] = gradients(new losses.RootMeanSquaredError().call(tensor([[1, 2]]), at), [at]);
  expect(await gradient?.array()).toEqual([[0, 0]]);
});

describe('gradients', () => {
  const labels = tensor([
    [0, 1, 0],
    [1, 0, 0],
  ]);
  const probabilities = [
    [0.2, 0.5, 0.3],
    [0.6, 0.3, 0.1],
  ];
  const scores = [
    [0.3, -1.2, 2],
    [1.5, 0.1, -0.4],
  ];

  it.each<[string, losses.LossFunction, Rows]>([
    ['meanAbsoluteError', losses.meanAbsoluteError, scores],
    ['meanBiasError', losses.meanBiasError, scores],
    ['rootMeanSquaredError', losses.rootMeanSquaredError, scores],
    ['meanSquaredLogarithmicError', losses.meanSquaredLogarithmicError, probabilities],
    ['huber', losses.huber, scores],
    ['logCosh', losses.logCosh, scores],
    ['hinge', losses.hinge, scores],
    ['squaredHinge', losses.squaredHinge, scores],
    ['categoricalHinge', losses.categoricalHinge, scores],
    ['klDivergence', losses.klDivergence, probabilities],
    ['poisson', losses.poisson, probabilities],
    ['cosineSimilarity', losses.cosineSimilarity, scores],
    ['dice', losses.dice, probabilities],
    ['tversky', losses.tversky, probabilities],
    ['binaryFocalCrossentropy', losses.binaryFocalCrossentropy, probabilities],
    [
      'binaryFocalCrossentropy, gamma 1.5, from logits',
      (t, p) => losses.binaryFocalCrossentropy(t, p, { gamma: 1.5, fromLogits: true }),
      scores,
    ],
    ['categoricalFocalCrossentropy', losses.categoricalFocalCrossentropy, probabilities],
    [
      'categoricalFocalCrossentropy from logits',
      (t, p) => losses.categoricalFocalCrossentropy(t, p, { fromLogits: true }),
      scores,
    ],
    ['triplet', (_, p) => losses.triplet(p.reshape([1, 3, 2])), scores],
  ])('of %s equal differences', async (_, loss, at) => {
    await checkGradients((prediction: Tensor) => loss(labels, prediction).sum(), [at], { device });
  });
});

it.each([
  [() => new losses.Huber({ delta: 0 }), /Huber: bad delta/],
  [() => new losses.Huber({ dleta: 1 } as never), /Huber: unknown option; .*did you mean delta/],
  [
    () => new losses.MeanAbsoluteError({ reduction: 'average' as never }),
    /unknown reduction; expected one of sumOverBatchSize/,
  ],
  [() => new losses.Tversky({ alpha: -1 }), /Tversky: bad alpha/],
  [() => new losses.CategoricalCrossentropy({ labelSmoothing: 2 }), /bad labelSmoothing/],
  [() => losses.get('meanAbsolutError' as never), /did you mean meanAbsoluteError/],
])('refuses: %s', (make, message) => {
  expect(make).toThrow(expect.objectContaining({ name: 'ConfigError' }));
  expect(make).toThrow(message);
});
