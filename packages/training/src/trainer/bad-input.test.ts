// Tests of what Trainer refuses, and how it says so.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { fromArrays } from '@tensorloom/datasets';
import { Conv2D, Dense, Embedding, Flatten, input, Model, Sequential } from '@tensorloom/nn-layers';
import { SGD } from '@tensorloom/optimizers';
import { setDefaultDevice, type HostTensor } from '@tensorloom/tensor-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { losses, metrics, Trainer, type FitOptions, type TrainingData } from '../index.js';

beforeEach(() => setDefaultDevice(createCpuDevice()));

/** One for each model. */
const descent = (): SGD => new SGD({ learningRate: 0.01 });
const sparse = new losses.SparseCategoricalCrossentropy({ fromLogits: true });
const array = (...shape: number[]): HostTensor => ({
  data: new Float32Array(shape.reduce((a, b) => a * b, 1)),
  shape,
  dtype: 'float32',
});

/** Trains a classifier of ten classes. */
function fit(data: unknown, options: FitOptions = {}): Promise<unknown> {
  const trainer = new Trainer(new Sequential([new Flatten(), new Dense(10)]), { optimizer: descent(), loss: sparse });
  return trainer.fit(data as TrainingData, { progress: false, ...options });
}

/** Batches that are given one after the other. */
const batches = (...all: unknown[]): unknown => ({
  [Symbol.asyncIterator]: async function* () {
    yield* all;
  },
});

describe('data', () => {
  it.each<[string, unknown, string, RegExp]>([
    ['nothing', undefined, 'ConfigError', /fit: no data; expected a data set or \{ x, y \}, got undefined/],
    ['no labels', { x: [[1]] }, 'ConfigError', /not labelled data; .* got \{ x \}/],
    [
      'an empty data set',
      fromArrays({ x: [[1]], y: [1] })
        .take(0)
        .batch(2),
      'ConfigError',
      /fit: no data in epoch 1; expected at least one batch, got none/,
    ],
    ['empty arrays', { x: array(0, 3), y: array(0) }, 'ConfigError', /fit: no examples/],
    [
      'data without end',
      fromArrays({ x: [[1]], y: [1] })
        .repeat()
        .batch(2),
      'ConfigError',
      /no end; .* dataset\.take\(batches\)/,
    ],
    ['arrays of unequal length', { x: [[1], [2]], y: [1] }, 'ShapeError', /expected 2 as in x, got 1 in y/],
    [
      'elements that are not batched',
      fromArrays({ x: [[1], [2]], y: [0, 1] }),
      'ShapeError',
      /y has no batch axis; .* dataset\.batch\(32\)/,
    ],
    [
      'an empty batch',
      batches({ x: array(0, 3), y: array(0) }),
      'ShapeError',
      /is empty; expected at least one example/,
    ],
    ['more inputs than labels', batches({ x: array(3, 4), y: array(2) }), 'ShapeError', /expected 3 labels, got \[2\]/],
    [
      'more inputs than weights',
      batches({ x: array(3, 4), y: array(3), sampleWeight: array(2) }),
      'ShapeError',
      /expected 3 weights, got \[2\]/,
    ],
    [
      'inputs of unequal length',
      batches({ x: [array(3, 4), array(2, 4)], y: array(3) }),
      'ShapeError',
      /inputs differ in their number of examples; expected 3, got 2/,
    ],
    [
      'several arrays of labels',
      batches({ x: array(3, 4), y: [array(3), array(3)] }),
      'ConfigError',
      /expected one array of labels y, got several/,
    ],
    ['elements of another kind', batches(array(3, 4)), 'ConfigError', /expected one array of labels y, got none/],
    ['elements without inputs', batches({ y: array(3) }), 'ConfigError', /no inputs; .* got x = undefined/],
    ['ragged arrays', { x: [[1, 2], [3]], y: [1, 2] }, 'ShapeError', /ragged/],
  ])('is refused: %s', async (_, data, name, message) => {
    await expect(fit(data)).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
  });

  it('is refused when a batch has another shape than the first', async () => {
    const odd = batches({ x: array(4, 28, 28, 1), y: array(4) }, { x: array(4, 28, 28, 3), y: array(4) });
    await expect(fit(odd)).rejects.toMatchObject({
      name: 'ShapeError',
      message: expect.stringMatching(
        /fit: a batch has another shape; expected x \[\?, 28, 28, 1\] as in the first batch, got \[\?, 28, 28, 3\]/,
      ),
    });
  });

  it('may change its shape where the model allows it', async () => {
    const mean = { apply: (x: never) => new Conv2D(1, 1).apply(x).mean([1, 2]), trainableVariables: [] };
    const trainer = new Trainer(mean, { optimizer: descent(), loss: 'mse' });
    const data = batches({ x: array(4, 5, 5, 1), y: array(4) }, { x: array(2, 9, 9, 1), y: array(2) });
    expect((await trainer.evaluate(data as TrainingData)).loss).toBe(0);
  });

  it('is refused when its labels do not fit the model, before the weights change', async () => {
    const model = new Sequential([new Dense(10)]);
    const trainer = new Trainer(model, { optimizer: descent(), loss: sparse });
    const x = array(3, 4);
    const y = (...labels: number[]): HostTensor => ({ data: Uint8Array.from(labels), shape: [3], dtype: 'uint8' });
    await expect(
      trainer.fit(batches({ x, y: y(0, 12, 9) }) as TrainingData, { progress: false }),
    ).rejects.toMatchObject({
      name: 'IndexRangeError',
      message: expect.stringMatching(
        /fit: label out of range; expected whole numbers in \[0, 10\) for 10 classes, got label 12 at position 1/,
      ),
    });
    expect(await model.variables[1]!.data()).toEqual(new Float32Array(10));
    await expect(trainer.evaluate(batches({ x, y: y(0, 1, 10) }) as TrainingData)).rejects.toThrow(
      /evaluate: label out of range/,
    );
    const validationData = { x: [[0, 0, 0, 0]], y: [-1] };
    await expect(
      trainer.fit(batches({ x, y: y(0, 1, 2) }) as TrainingData, { validationData, progress: false }),
    ).rejects.toThrow(/fit: validationData: label out of range/);
  });

  it('is refused when its labels have another shape than the predictions', async () => {
    await expect(fit({ x: array(3, 4), y: array(3, 10) })).rejects.toThrow(
      /labels look one-hot: use CategoricalCrossentropy/,
    );
  });

  it('has no index outside of a vocabulary in any batch, straight or in a drawn graph', async () => {
    const words = (...indices: number[]): HostTensor => ({
      data: Int32Array.from(indices),
      shape: [1, 2],
      dtype: 'int32',
    });
    const y = array(1, 1);
    const data = batches({ x: words(0, 4), y }, { x: words(1, 5), y }) as TrainingData;
    const token = input([2], { dtype: 'int32' });
    const layers = (): readonly [Embedding, Flatten, Dense] => [new Embedding(5, 2), new Flatten(), new Dense(1)];
    const [embedding, flatten, dense] = layers();
    const drawn = new Model({ inputs: token, outputs: dense.apply(flatten.apply(embedding.apply(token))) });
    for (const model of [new Sequential([...layers()]), drawn]) {
      const trainer = new Trainer(model, { optimizer: descent(), loss: 'mse' });
      await expect(trainer.fit(data, { progress: false })).rejects.toThrow(
        /embedding.*: index out of range; expected whole numbers in \[0, 5\), got 5 at position 1/,
      );
    }
  });

  it.each([-1, NaN])('has no sample weight of %d', async (weight) => {
    const sampleWeight: HostTensor = { data: Float32Array.of(1, weight), shape: [2], dtype: 'float32' };
    const batch = { x: array(2, 3), y: array(2), sampleWeight };
    const message = new RegExp(`fit: bad sample weight; expected numbers >= 0, got ${weight} at position 1`);
    await expect(fit(batches(batch) as TrainingData)).rejects.toThrow(message);
  });

  it('is refused when it can be walked only once', async () => {
    const once = (async function* () {
      yield { x: array(3, 4), y: array(3) };
    })();
    await expect(fit(once, { epochs: 2 })).rejects.toThrow(/fit: no data in epoch 2; .* can be walked again/);
  });

  it('takes no options of arrays beside a data set', async () => {
    const data = fromArrays({ x: [[1]], y: [1] }).batch(1);
    await expect(fit(data, { batchSize: 2 })).rejects.toThrow(/option batchSize is for arrays/);
    await expect(fit(data, { shuffle: false })).rejects.toThrow(/option shuffle is for arrays/);
    await expect(fit({ x: [[1]], y: [1] }, { batchSize: 0 })).rejects.toThrow(
      /bad batchSize; expected a whole number >= 1, got 0/,
    );
  });

  it('closes the data set and the display when something fails', async () => {
    const log: string[] = [];
    const data = {
      [Symbol.asyncIterator]: async function* () {
        try {
          yield { x: array(3, 4), y: array(3) };
          yield { x: array(3, 4), y: array(2) };
        } finally {
          log.push('data closed');
        }
      },
    };
    await expect(fit(data, { progress: { close: () => log.push('display closed') } })).rejects.toThrow(
      /expected 3 labels/,
    );
    expect(log).toEqual(['data closed', 'display closed']);
  });

  it('lets errors of the data set through as they are', async () => {
    const broken = fromArrays({ x: [[1]], y: [1] }).map((): never => {
      throw new Error('torn page');
    });
    await expect(fit(broken.batch(1))).rejects.toThrow('torn page');
  });
});

describe('settings', () => {
  const model = new Sequential([new Dense(10)]);

  it.each<[string, () => unknown, RegExp]>([
    [
      'no optimizer',
      () => new Trainer(model, { optimizer: 'adam' as never, loss: 'mse' }),
      /no optimizer; .* got string; pass for example new Adam\(\)/,
    ],
    ['an unknown loss', () => new Trainer(model, { optimizer: descent(), loss: 'msee' as never }), /did you mean mse/],
    [
      'an unknown metric',
      () => new Trainer(model, { optimizer: descent(), loss: 'mse', metrics: ['acuracy' as never] }),
      /did you mean accuracy/,
    ],
    [
      'a loss without reduction',
      () => new Trainer(model, { optimizer: descent(), loss: new losses.MeanSquaredError({ reduction: 'none' }) }),
      /not a scalar; expected reduction/,
    ],
    [
      'one name twice',
      () =>
        new Trainer(model, {
          optimizer: descent(),
          loss: 'mse',
          metrics: ['mse', new metrics.Accuracy({ name: 'mse' })],
        }),
      /two results have one name; .* got 'mse' twice/,
    ],
    [
      "a metric named 'loss'",
      () =>
        new Trainer(model, { optimizer: descent(), loss: 'mse', metrics: [new metrics.Accuracy({ name: 'loss' })] }),
      /got 'loss' twice/,
    ],
  ])('are refused: %s', (_, make, message) => {
    expect(make).toThrow(expect.objectContaining({ name: 'ConfigError', message: expect.stringMatching(message) }));
  });

  it.each([0, -1, 1.5, NaN])('are refused: %s epochs', async (epochs) => {
    await expect(fit({ x: [[1]], y: [1] }, { epochs })).rejects.toThrow(/fit: bad epochs/);
  });

  it('are refused: a model without weights to train', async () => {
    const trainer = new Trainer(new Sequential([new Flatten()]), { optimizer: descent(), loss: 'mse' });
    await expect(trainer.fit({ x: [[1]], y: [1] }, { progress: false })).rejects.toThrow(/nothing to train/);
  });

  it('are refused: a model that gives something else than one tensor', async () => {
    const trainer = new Trainer({ apply: () => [1], trainableVariables: [] }, { optimizer: descent(), loss: 'mse' });
    await expect(trainer.predict([[1]])).rejects.toThrow(/the model gives no tensor; expected one output, got several/);
  });

  it('one call at a time', async () => {
    const trainer = new Trainer(new Sequential([new Dense(1)]), { optimizer: descent(), loss: 'mse' });
    const data = { x: [[1]], y: [1] };
    const first = trainer.fit(data, { progress: false });
    await expect(trainer.evaluate(data)).rejects.toThrow(/the Trainer is at work; .* got evaluate during fit/);
    await first;
    await trainer.evaluate(data);
  });
});
