// Tests of all metrics: numbers by hand and from Keras's documentation, over several batches, weighted, compiled.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { compile, setDefaultDevice, tensor, type Tensor, type TensorData } from '@tensorloom/tensor-core';
import { beforeEach, describe, expect, it } from 'vitest';
import * as metrics from './index.js';

beforeEach(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

type Data = [yTrue: TensorData, yPred: TensorData, sampleWeight?: TensorData];

async function after(metric: metrics.MetricLike, ...batches: Data[]): Promise<number> {
  for (const batch of batches) {
    const [yTrue, yPred, weight] = batch.map((data) => tensor(data as TensorData));
    metric.updateState(yTrue as Tensor, yPred as Tensor, weight);
  }
  return metric.result().item();
}

describe('Mean', () => {
  it('gives the numbers of the documentation', async () => {
    const mean = new metrics.Mean();
    mean.updateState(tensor([1, 3, 5, 7]));
    expect(await mean.result().item()).toBe(4);
    mean.resetState();
    mean.updateState(tensor([1, 3, 5, 7]), tensor([1, 1, 0, 0]));
    expect(await mean.result().item()).toBe(2);
  });

  it('weighs rows by a weight for each, and is 0 where all weights are', async () => {
    const mean = new metrics.Mean({ name: 'rows' });
    mean.updateState(tensor([1, 2]), tensor([0, 0]));
    expect(await mean.result().item()).toBe(0);
    mean.updateState(
      tensor([
        [1, 2],
        [5, 6],
      ]),
      tensor([3, 1]),
    );
    expect(await mean.result().item()).toBe((3 * 3 + 11) / 8);
    expect(await mean.count.item()).toBe(8);
    expect([mean.name, mean.total.name, mean.total.trainable]).toEqual(['rows', 'rows/total', false]);
  });
});

describe('accuracies', () => {
  it('BinaryAccuracy compares with a threshold', async () => {
    const data: [TensorData, TensorData] = [
      [[1], [1], [0], [0]],
      [[0.98], [1], [0], [0.6]],
    ];
    expect(await after(new metrics.BinaryAccuracy(), data)).toBe(0.75);
    expect(await after(new metrics.BinaryAccuracy(), [...data, [1, 0, 0, 1]])).toBe(0.5);
    expect(await after(new metrics.BinaryAccuracy({ threshold: 0.99 }), data)).toBe(0.75);
    expect(await after(new metrics.BinaryAccuracy({ threshold: 0.7 }), data)).toBe(1);
    expect(
      await after(new metrics.BinaryAccuracy(), [
        [1, 0, 1],
        [[0.9], [0.2], [0.1]],
      ]),
    ).toBeCloseTo(2 / 3);
    expect(
      await after(new metrics.BinaryAccuracy(), [
        [1, 0, 1],
        [0.9, 0.5, 0.1],
      ]),
    ).toBeCloseTo(2 / 3);
  });

  it('CategoricalAccuracy compares the places of the largest', async () => {
    const data: [TensorData, TensorData] = [
      [
        [0, 0, 1],
        [0, 1, 0],
      ],
      [
        [0.1, 0.9, 0.8],
        [0.05, 0.95, 0],
      ],
    ];
    expect(await after(new metrics.CategoricalAccuracy(), data)).toBe(0.5);
    expect(await after(new metrics.CategoricalAccuracy(), [...data, [0.7, 0.3]])).toBeCloseTo(0.3);
  });

  it('SparseCategoricalAccuracy compares the place of the largest with the label', async () => {
    const yPred = [
      [0.1, 0.6, 0.3],
      [0.05, 0.95, 0],
    ];
    for (const yTrue of [[2, 1], [[2], [1]], Uint8Array.of(2, 1)]) {
      expect(await after(new metrics.SparseCategoricalAccuracy(), [yTrue, yPred])).toBe(0.5);
    }
    expect(await after(new metrics.SparseCategoricalAccuracy(), [[2, 1], yPred, [0.7, 0.3]])).toBeCloseTo(0.3);
  });

  it.each<[string, Data, number]>([
    [
      'class indices',
      [
        [2, 1],
        [
          [-5, 0, 3],
          [9, 1, 0],
        ],
      ],
      0.5,
    ],
    [
      'class indices in a column',
      [
        [[2], [1]],
        [
          [-5, 0, 3],
          [9, 1, 0],
        ],
      ],
      0.5,
    ],
    [
      'one-hot labels',
      [
        [
          [0, 0, 1],
          [0, 1, 0],
        ],
        [
          [-5, 0, 3],
          [9, 1, 0],
        ],
      ],
      0.5,
    ],
    [
      'yes or no',
      [
        [1, 0, 1, 1],
        [[0.7], [0.2], [0.1], [0.6]],
      ],
      0.75,
    ],
    [
      'yes or no in columns',
      [
        [[1], [0]],
        [[0.7], [0.2]],
      ],
      1,
    ],
    [
      'yes or no in rows',
      [
        [1, 0],
        [0.7, 0.8],
      ],
      0.5,
    ],
    ['classes as predictions', [[1, 2, 3, 4], Int32Array.of(0, 2, 3, 4)], 0.75],
    [
      'every step of a sequence',
      [
        [[0, 1]],
        [
          [
            [0.9, 0.1],
            [0.8, 0.2],
          ],
        ],
      ],
      0.5,
    ],
  ])('Accuracy knows by the shapes: %s', async (_, data, expected) => {
    expect(await after(new metrics.Accuracy(), data)).toBe(expected);
  });

  it('have functions that give a value for each example', async () => {
    const [labels, scores] = [
      tensor([2, 1]),
      tensor([
        [0.1, 0.6, 0.3],
        [0.05, 0.95, 0],
      ]),
    ];
    const oneHot = tensor([
      [0, 0, 1],
      [0, 1, 0],
    ]);
    expect(await metrics.sparseCategoricalAccuracy(labels, scores).array()).toEqual([false, true]);
    expect(await metrics.categoricalAccuracy(oneHot, scores).array()).toEqual([false, true]);
    expect(await metrics.sparseTopKCategoricalAccuracy(labels, scores, 2).array()).toEqual([true, true]);
    expect(await metrics.topKCategoricalAccuracy(oneHot, scores, 1).array()).toEqual([false, true]);
    expect(await metrics.binaryAccuracy(tensor([[1, 0]]), tensor([[0.9, 0.8]])).array()).toEqual([0.5]);
  });

  it('say what does not fit', () => {
    const [scores, one] = [tensor([[1, 2, 3]]), tensor([[1, 0]])];
    expect(() => new metrics.Accuracy().updateState(one, scores)).toThrow(
      /expected labels \[1, 3\] for predictions \[1, 3\], got \[1, 2\]/,
    );
    expect(() => new metrics.SparseCategoricalAccuracy().updateState(scores, scores)).toThrow(/look one-hot/);
  });
});

describe('every metric', () => {
  it('weighs batches of different sizes right', async () => {
    const batches: Data[] = [
      [
        [[0], [0]],
        [[1], [2]],
      ],
      [[[0]], [[4]]],
    ];
    expect(await after(new metrics.MeanSquaredError(), ...batches)).toBe((1 + 4 + 16) / 3);
    const small = new metrics.MeanSquaredError();
    expect(
      await after(small, [
        [1, 2],
        [1, 4],
      ]),
    ).toBe(2);
  });

  it('forgets at a reset', async () => {
    const metric = new metrics.Accuracy();
    expect(await after(metric, [[0], [[0, 1]]])).toBe(0);
    metric.resetState();
    expect(await after(metric, [[1], [[0, 1]]])).toBe(1);
  });

  it('has no result before an update', async () => {
    const metric = new metrics.Accuracy();
    const message = /^accuracy: no result yet; expected an update since the last reset/;
    expect(() => metric.result()).toThrow(message);
    expect(() => metric.result()).toThrow(expect.objectContaining({ name: 'ConfigError' }));
    const step = compile((yTrue: Tensor, yPred: Tensor) => metric.updateState(yTrue, yPred));
    const batch = [tensor([1]), tensor([[0, 1]])] as const;
    await step(...batch);
    metric.resetState();
    expect(() => metric.result()).toThrow(message);
    await step(...batch);
    expect(await metric.result().item()).toBe(1);
  });

  it('goes on inside compiled steps', async () => {
    const metric = new metrics.Accuracy();
    const step = compile((yTrue: Tensor, yPred: Tensor) => {
      metric.updateState(yTrue, yPred);
      return metric.result();
    });
    const scores = tensor([
      [0, 1],
      [1, 0],
    ]);
    expect(await (await step(tensor([1, 1]), scores)).item()).toBe(0.5);
    expect(await (await step(tensor([1, 0]), scores)).item()).toBe(0.75);
    expect(await metric.count.item()).toBe(4);
    metric.resetState();
    expect(await (await step(tensor([1, 0]), scores)).item()).toBe(1);
  });
});

describe('get', () => {
  it('finds metrics by name and keeps the name given', () => {
    expect(metrics.get('accuracy')).toBeInstanceOf(metrics.Accuracy);
    expect(metrics.get('mse')).toMatchObject({ name: 'mse' });
    expect(metrics.get('mse')).toBeInstanceOf(metrics.MeanSquaredError);
    const own = new metrics.BinaryAccuracy();
    expect(metrics.get(own)).toBe(own);
  });

  it('refuses what is none', () => {
    expect(() => metrics.get('acuracy' as never)).toThrow(/metric: unknown name; .*did you mean accuracy/);
    expect(() => metrics.get(new metrics.Mean() as never)).toThrow(
      /not a metric of labels and predictions; .* got Mean;/,
    );
    expect(() => metrics.get(null as never)).toThrow(/not a metric/);
  });
});
