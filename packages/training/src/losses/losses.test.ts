// Tests of all losses: numbers worked out by hand or printed in Keras's documentation, gradients, weights, reductions.
import { checkGradients, gradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, tensor, type Tensor } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import * as losses from './index.js';

const device = createCpuDevice({ precision: 'float64' });
setDefaultDevice(device);

const numbers = async (value: Tensor): Promise<number[]> => [...(await value.data())];
const close = async (value: Tensor, ...expected: number[]): Promise<void> => {
  const got = await numbers(value);
  expect(got).toHaveLength(expected.length);
  got.forEach((number, at) => expect(number, `element ${at}`).toBeCloseTo(expected[at] as number, 7));
};

const { BinaryCrossentropy, CategoricalCrossentropy, MeanSquaredError, SparseCategoricalCrossentropy } = losses;
const weight = (...values: number[]): Tensor => tensor(values);

describe('MeanSquaredError', () => {
  const yTrue = tensor([
    [0, 1],
    [0, 0],
  ]);
  const yPred = tensor([
    [1, 1],
    [1, 0],
  ]);

  it('gives the numbers of the documentation', async () => {
    await close(losses.meanSquaredError(yTrue, yPred), 0.5, 0.5);
    await close(new MeanSquaredError().call(yTrue, yPred), 0.5);
    await close(new MeanSquaredError().call(yTrue, yPred, weight(0.7, 0.3)), 0.25);
    await close(new MeanSquaredError({ reduction: 'sum' }).call(yTrue, yPred), 1);
    await close(new MeanSquaredError({ reduction: 'none' }).call(yTrue, yPred), 0.5, 0.5);
  });

  it('takes labels [batch] for predictions [batch, 1] without spreading them over each other', async () => {
    const column = tensor([[1], [2], [4]]);
    await close(losses.meanSquaredError(tensor([1, 1, 1]), column), 0, 1, 9);
    await close(losses.meanSquaredError(column, tensor([1, 1, 1])), 0, 1, 9);
    await close(new MeanSquaredError().call(tensor([1, 1, 1]), tensor([1, 2, 4]), weight(0, 0, 1)), 3);
    await close(losses.meanSquaredError(tensor([1, 1, 1]), tensor([1, 2, 4])), 10 / 3);
  });

  it('takes integer labels', async () => {
    await close(new MeanSquaredError().call(tensor(Uint8Array.of(1, 3)), tensor([[0.5], [3.5]])), 0.25);
  });
});

describe('BinaryCrossentropy', () => {
  const yTrue = tensor([
    [0, 1],
    [0, 0],
  ]);
  const logits = tensor([
    [-18.6, 0.51],
    [2.94, -12.8],
  ]);

  it('gives the numbers of the documentation, printed to three digits', async () => {
    const near = async (loss: losses.Loss, expected: readonly number[], sampleWeight?: Tensor): Promise<void> => {
      const got = await numbers(loss.call(yTrue, logits, sampleWeight));
      got.forEach((value, at) => expect(Math.abs(value - (expected[at] as number))).toBeLessThan(1e-3));
    };
    const fromLogits = true;
    await near(new BinaryCrossentropy({ fromLogits }), [0.865]);
    await near(new BinaryCrossentropy({ fromLogits }), [0.243], weight(0.8, 0.2));
    await near(new BinaryCrossentropy({ fromLogits, reduction: 'sum' }), [1.73]);
    await near(new BinaryCrossentropy({ fromLogits, reduction: 'none' }), [0.235, 1.496]);
    await close(
      losses.binaryCrossentropy(
        yTrue,
        tensor([
          [0.6, 0.4],
          [0.4, 0.6],
        ]),
      ),
      0.91629073,
      0.71355818,
    );
  });

  it('is the same from logits and from probabilities', async () => {
    const p = tensor([
      [0.9, 0.2],
      [0.35, 0.5],
    ]);
    const z = p.div(p.neg().add(1)).log();
    const fromProbabilities = await numbers(losses.binaryCrossentropy(yTrue, p));
    await close(losses.binaryCrossentropy(yTrue, z, { fromLogits: true }), ...fromProbabilities);
    await close(losses.binaryCrossentropy(tensor([1]), tensor([0.8])), 0.22314355);
  });

  it('stays finite and exact for huge logits, and clips probabilities', async () => {
    const far = losses.binaryCrossentropy(tensor([[1], [0], [1]]), tensor([[-1000], [-1000], [1000]]), {
      fromLogits: true,
    });
    await close(far, 1000, 0, 0);
    await close(losses.binaryCrossentropy(tensor([1]), tensor([0])), -Math.log(1e-7));
    await close(losses.binaryCrossentropy(tensor([0]), tensor([1])), -Math.log(1e-7));
  });

  it('has the gradient sigmoid(z) - y, also at z = 0', async () => {
    const z = tensor([[-2, 0, 3, 0]]);
    const y = tensor([[1, 1, 0, 0]]);
    const [gradient] = gradients(losses.binaryCrossentropy(y, z, { fromLogits: true }).sum(), [z]);
    const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
    await close(gradient, ...[sigmoid(-2) - 1, -0.5, sigmoid(3), 0.5].map((value) => value / 4));
  });

  it('counts labels and predictions [batch] as examples', async () => {
    const loss = new BinaryCrossentropy({ reduction: 'none' });
    await close(loss.call(tensor([1, 0]), tensor([0.8, 0.2])), 0.22314355, 0.22314355);
  });
});

describe('CategoricalCrossentropy', () => {
  const yTrue = tensor([
    [0, 1, 0],
    [0, 0, 1],
  ]);
  const yPred = tensor([
    [0.05, 0.95, 0],
    [0.1, 0.8, 0.1],
  ]);

  it('gives the numbers of the documentation', async () => {
    await close(losses.categoricalCrossentropy(yTrue, yPred), 0.05129329, 2.30258509);
    await close(new CategoricalCrossentropy().call(yTrue, yPred), 1.17693919);
    await close(new CategoricalCrossentropy().call(yTrue, yPred, weight(0.3, 0.7)), 0.81359878);
    await close(new CategoricalCrossentropy({ reduction: 'sum' }).call(yTrue, yPred), 2.35387838);
  });

  it('is -ln 0.8 for a certain label at 0.8, and takes counts for probabilities', async () => {
    await close(losses.categoricalCrossentropy(tensor([[1, 0]]), tensor([[0.8, 0.2]])), 0.22314355);
    await close(losses.categoricalCrossentropy(tensor([[1, 0]]), tensor([[8, 2]])), 0.22314355);
  });

  it('is the same from logits, which may be huge', async () => {
    const logits = yPred.add(1e-30).log();
    await close(losses.categoricalCrossentropy(yTrue, logits, { fromLogits: true }), 0.05129329, 2.30258509);
    await close(losses.categoricalCrossentropy(tensor([[0, 1]]), tensor([[1e4, 0]]), { fromLogits: true }), 1e4);
  });
});

describe('SparseCategoricalCrossentropy', () => {
  const yPred = tensor([
    [0.05, 0.95, 0],
    [0.1, 0.8, 0.1],
  ]);

  it('gives the numbers of the documentation, whatever the dtype and the shape of the labels', async () => {
    const loss = new SparseCategoricalCrossentropy();
    for (const labels of [
      tensor([1, 2]),
      tensor(Int32Array.of(1, 2)),
      tensor(Uint8Array.of(1, 2)),
      tensor([[1], [2]]),
    ]) {
      await close(loss.call(labels, yPred), 1.17693919);
    }
    await close(loss.call(tensor([1, 2]), yPred, weight(0.3, 0.7)), 0.81359878);
    await close(losses.sparseCategoricalCrossentropy(tensor([1, 2]), yPred), 0.05129329, 2.30258509);
  });

  it('is the same from logits, which may be huge', async () => {
    const logits = yPred.add(1e-30).log();
    await close(
      losses.sparseCategoricalCrossentropy(tensor([1, 2]), logits, { fromLogits: true }),
      0.05129329,
      2.30258509,
    );
    await close(losses.sparseCategoricalCrossentropy(tensor([1]), tensor([[1e4, 0]]), { fromLogits: true }), 1e4);
    await close(
      new SparseCategoricalCrossentropy({ fromLogits: true }).call(
        tensor([0, 1]),
        tensor([
          [0, 0],
          [0, 0],
        ]),
      ),
      Math.LN2,
    );
  });

  it('takes labels of every step of a sequence', async () => {
    const steps = losses.sparseCategoricalCrossentropy(
      tensor([[0, 1]]),
      tensor([
        [
          [0.5, 0.5],
          [0.2, 0.8],
        ],
      ]),
    );
    expect(steps.shape).toEqual([1, 2]);
    await close(steps, Math.LN2, 0.22314355);
    await close(
      new SparseCategoricalCrossentropy({ reduction: 'sum' }).call(
        tensor([[0, 1]]),
        tensor([
          [
            [0.5, 0.5],
            [0.2, 0.8],
          ],
        ]),
        weight(2),
      ),
      2 * (Math.LN2 + 0.22314355),
    );
  });
});

describe('gradients', () => {
  const oneHot = tensor([
    [0, 1, 0],
    [1, 0, 0],
  ]);
  const labels = tensor(Int32Array.of(1, 0));
  const probabilities = [
    [0.2, 0.5, 0.3],
    [0.6, 0.3, 0.1],
  ];
  const logits = [
    [0.3, -1.2, 2],
    [1.5, 0.1, -0.4],
  ];

  it.each<[string, (yPred: Tensor) => Tensor, number[][]]>([
    ['mean squared error', (p) => losses.meanSquaredError(oneHot, p).sum(), logits],
    ['binary cross-entropy', (p) => losses.binaryCrossentropy(oneHot, p).sum(), probabilities],
    [
      'binary cross-entropy from logits',
      (z) => losses.binaryCrossentropy(oneHot, z, { fromLogits: true }).sum(),
      logits,
    ],
    ['categorical cross-entropy', (p) => losses.categoricalCrossentropy(oneHot, p).sum(), probabilities],
    [
      'categorical cross-entropy from logits',
      (z) => losses.categoricalCrossentropy(oneHot, z, { fromLogits: true }).sum(),
      logits,
    ],
    ['sparse categorical cross-entropy', (p) => losses.sparseCategoricalCrossentropy(labels, p).sum(), probabilities],
    [
      'sparse categorical cross-entropy from logits',
      (z) => losses.sparseCategoricalCrossentropy(labels, z, { fromLogits: true }).sum(),
      logits,
    ],
  ])('of %s equal differences', async (_, loss, at) => {
    await checkGradients(loss, [at], { device });
  });
});

describe('what does not fit', () => {
  const scores = (...shape: number[]): Tensor => tensor(new Float32Array(shape.reduce((a, b) => a * b, 1)), { shape });

  it.each<[string, () => Tensor, RegExp]>([
    [
      'widths',
      () => losses.meanSquaredError(scores(32, 10), scores(32, 5)),
      /expected labels \[32, 5\] for predictions \[32, 5\], got \[32, 10\]; make the model's last layer/,
    ],
    ['batch sizes', () => losses.meanSquaredError(scores(31, 5), scores(32, 5)), /got \[31, 5\]/],
    ['scalars', () => losses.meanSquaredError(scores(), scores()), /no axis/],
    [
      'class indices for one-hot labels',
      () => losses.categoricalCrossentropy(scores(32), scores(32, 10)),
      /use SparseCategoricalCrossentropy \(or oneHot\(labels, 10\)\)/,
    ],
    [
      'class indices for yes or no',
      () => losses.binaryCrossentropy(scores(32, 1), scores(32, 10)),
      /got \[32, 1\]; if the labels are class indices/,
    ],
    [
      'one-hot labels for class indices',
      () => losses.sparseCategoricalCrossentropy(scores(32, 10), scores(32, 10)),
      /expected \[32\] class indices for predictions \[32, 10\], got \[32, 10\]; these labels look one-hot: use CategoricalCrossentropy/,
    ],
    [
      'another number of class indices',
      () => losses.sparseCategoricalCrossentropy(scores(31), scores(32, 10)),
      /got \[31\]; give one class index/,
    ],
    [
      'sample weights',
      () => new MeanSquaredError().call(scores(32, 5), scores(32, 5), scores(31)),
      /sample weights do not fit; expected \[32\].*got \[31\]/,
    ],
  ])('says so: %s', (_, call, message) => {
    expect(call).toThrow(expect.objectContaining({ name: 'ShapeError' }));
    expect(call).toThrow(message);
  });

  it('refuses an unknown reduction', () => {
    expect(() => new MeanSquaredError({ reduction: 'mean' as never })).toThrow(
      /unknown reduction; expected one of sumOverBatchSize, sum, none, got mean/,
    );
  });
});

describe('checkLabels', () => {
  const labels = (...values: number[]): Parameters<losses.Loss['checkLabels']>[1] => ({
    data: Float32Array.from(values),
    shape: [values.length],
    dtype: 'float32',
  });

  it('finds class indices out of range on the host', () => {
    const loss = new SparseCategoricalCrossentropy();
    expect(() => loss.checkLabels('fit', labels(0, 9), [2, 10])).not.toThrow();
    expect(() => loss.checkLabels('fit', labels(0, 12), [2, 10])).toThrow(
      expect.objectContaining({
        name: 'IndexRangeError',
        message: expect.stringMatching(
          /fit: label out of range; expected whole numbers in \[0, 10\) for 10 classes, got label 12 at position 1/,
        ),
      }),
    );
    for (const odd of [-1, 10, 0.5, NaN])
      expect(() => loss.checkLabels('fit', labels(odd), [1, 10])).toThrow(/label out of range/);
    expect(() => loss.checkLabels('fit', labels(1), [1, 1])).toThrow(
      /for 1 class, got label 1 at position 0; for two classes from one output use BinaryCrossentropy/,
    );
  });

  it('finds labels that are no yes or no', () => {
    const loss: losses.Loss = new BinaryCrossentropy();
    expect(() => loss.checkLabels('fit', labels(0, 0.3, 1), [3, 1])).not.toThrow();
    for (const odd of [-1, 2, NaN])
      expect(() => loss.checkLabels('fit', labels(odd), [1, 1])).toThrow(
        /for BinaryCrossentropy; expected values in \[0, 1\]/,
      );
  });
});

describe('get', () => {
  it('finds losses by name, however it is spelt', () => {
    expect(losses.get('mse')).toBeInstanceOf(MeanSquaredError);
    expect(losses.get('sparse_categorical_crossentropy' as never)).toBeInstanceOf(SparseCategoricalCrossentropy);
    expect(losses.get('BinaryCrossentropy' as never)).toMatchObject({
      fromLogits: false,
      reduction: 'sumOverBatchSize',
    });
    const own = new MeanSquaredError();
    expect(losses.get(own)).toBe(own);
  });

  it('takes a function of labels and predictions', async () => {
    const loss = losses.get((yTrue, yPred) => yTrue.sub(yPred).abs().mean(-1));
    await close(loss.call(tensor([[1, 3]]), tensor([[0, 0]])), 2);
    await close(loss.call(tensor([[1], [3]]), tensor([[0], [0]]), weight(1, 0)), 0.5);
  });

  it('lists near names for an unknown one', () => {
    const get = (name: unknown) => () => losses.get(name as never);
    expect(get('sparseCategoricalCrossEntropie')).toThrow(
      /loss: unknown name; .*got 'sparseCategoricalCrossEntropie'; did you mean sparseCategoricalCrossentropy/,
    );
    expect(get('zzz')).toThrow(/expected one of binaryCrossentropy, binaryFocal.*got 'zzz'; check the name/);
    expect(get(undefined)).toThrow(/not a loss; .* got undefined/);
  });
});
