// CategoryEncoding, Discretization and IntegerLookup: the generic test, and the examples of Keras's documentation.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { arange, compile, setDefaultDevice, tensor, type Shape, type Tensor } from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { serializeLayer } from '../../layer-config.js';
import { layerFromConfig } from '../../layer-from-config.js';
import { checkLayer } from '../../testing/check-layer.js';
import { CategoryEncoding } from './category-encoding.js';
import { Discretization } from './discretization.js';
import { IntegerLookup } from './integer-lookup.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

const whole = (data: number[] | number[][]): Tensor => tensor(data, { dtype: 'int32' });
const indices = (shape: Shape): Tensor =>
  arange(shape.reduce((size, extent) => size * extent, 1))
    .remainder(4)
    .cast('int32')
    .reshape(shape);

checkLayer('CategoryEncoding', {
  make: () => new CategoryEncoding(4, { outputMode: 'count' }),
  inputShape: [2, 3],
  outputShape: [2, 4],
  example: indices,
  badArguments: [
    [() => new CategoryEncoding(0), /bad numTokens/],
    [() => new CategoryEncoding(4, { outputMode: 'onehot' as never }), /unknown outputMode; .*did you mean oneHot/],
  ],
  valueAndGradients,
});

checkLayer('Discretization', {
  make: () => new Discretization({ numBins: 4, outputMode: 'oneHot' }),
  inputShape: [2, 3],
  outputShape: [2, 3, 4],
  example: indices,
  weights: { binBoundaries: [3] },
  notTrainable: ['binBoundaries'],
  badArguments: [
    [() => new Discretization({}), /no bins; expected binBoundaries or numBins, got neither/],
    [() => new Discretization({ numBins: 3, binBoundaries: [1] }), /got both/],
    [() => new Discretization({ binBoundaries: [1, 1] }), /bad binBoundaries; expected ascending numbers/],
    [() => new Discretization({ numBins: 0 }), /bad numBins/],
  ],
  valueAndGradients,
});

checkLayer('IntegerLookup', {
  make: () => new IntegerLookup({ vocabulary: [3, 1, 7], maskToken: 0 }),
  inputShape: [2, 3],
  outputShape: [2, 3],
  example: indices,
  badArguments: [
    [() => new IntegerLookup({ vocabulary: [1, 1] }), /bad vocabulary; .*each once/],
    [() => new IntegerLookup({ vocabulary: [] }), /bad vocabulary/],
    [() => new IntegerLookup({ vocabulary: [2, -1] }), /none of them special \(-1\)/],
    [() => new IntegerLookup({ invert: true, numOovIndices: 2 }), /no way back/],
    [() => new IntegerLookup({ maskToken: 0.5 }), /bad maskToken/],
    [() => new IntegerLookup({ maxTokens: 1 }), /bad maxTokens; expected a whole number of int32, at least 2/],
  ],
  valueAndGradients,
});

describe("CategoryEncoding in Keras's documentation", () => {
  it('one-hot, multi-hot, counts', async () => {
    const oneHot = new CategoryEncoding(4, { outputMode: 'oneHot' });
    const rows = [[0, 0, 0, 1], [0, 0, 1, 0], [1, 0, 0, 0], [0, 1, 0, 0]]; // prettier-ignore
    expect(await oneHot.apply(whole([3, 2, 0, 1])).array()).toEqual(rows);
    expect(await oneHot.apply(whole([[3], [2], [0], [1]])).array()).toEqual(rows);
    const pairs = whole([[0, 1], [0, 0], [1, 2], [3, 1]]); // prettier-ignore
    const multiHot = [[1, 1, 0, 0], [1, 0, 0, 0], [0, 1, 1, 0], [0, 1, 0, 1]]; // prettier-ignore
    expect(await new CategoryEncoding(4).apply(pairs).array()).toEqual(multiHot);
    const counts = [[1, 1, 0, 0], [2, 0, 0, 0], [0, 1, 1, 0], [0, 1, 0, 1]]; // prettier-ignore
    expect(await new CategoryEncoding(4, { outputMode: 'count' }).apply(pairs).array()).toEqual(counts);
  });

  it('knows its shapes before it has values, and refuses indices that it can see', () => {
    const shapeOf = (outputMode: 'oneHot' | 'multiHot', shape: (number | null)[]) =>
      new CategoryEncoding(4, { outputMode }).computeOutputShape(shape);
    expect(shapeOf('oneHot', [null, 1])).toEqual([null, 4]);
    expect(shapeOf('oneHot', [null, 2])).toEqual([null, 2, 4]);
    expect(shapeOf('multiHot', [null])).toEqual([null, 4]);
    expect(new CategoryEncoding(4).apply(whole([1, 2])).shape).toEqual([2, 4]);
    expect(() => new CategoryEncoding(4, { name: 'kind' }).apply(whole([[0, 4]]))).toThrow(
      /kind: index out of range; expected whole numbers in \[0, 4\), got 4 at position 1/,
    );
  });
});

describe("Discretization in Keras's documentation", () => {
  const x = [[-1.5, 1, 3.4, 0.5], [0, 3, 1.3, 0]]; // prettier-ignore

  it('with boundaries: one belongs to the bin above it', async () => {
    const layer = new Discretization({ binBoundaries: [0, 1, 2] });
    expect(await layer.apply(tensor(x)).array()).toEqual([[0, 2, 3, 1], [1, 3, 2, 1]]); // prettier-ignore
  });

  it('with a number of bins, adapted', async () => {
    const layer = new Discretization({ numBins: 4, epsilon: 0.01 });
    expect(await layer.apply(tensor(x)).max().item()).toBe(0);
    await layer.adapt(tensor(x));
    expect(await layer.apply(tensor(x)).array()).toEqual([[0, 2, 3, 2], [1, 3, 3, 1]]); // prettier-ignore
  });

  it('finds the quartiles of many batches within epsilon', async () => {
    const layer = new Discretization({ numBins: 4, epsilon: 0.01 });
    const value = (index: number): number => ((index * 7919) % 10_000) / 10_000;
    const batches = Array.from({ length: 20 }, (_, batch) =>
      tensor(Array.from({ length: 500 }, (_, index) => value(batch * 500 + index))),
    );
    await layer.adapt(batches);
    const found = await layer.binBoundaries.data();
    [0.25, 0.5, 0.75].forEach((quantile, index) =>
      expect(Math.abs((found[index] as number) - quantile)).toBeLessThan(0.01),
    );
  });

  it('leaves bins empty where there are fewer values than bins', async () => {
    const layer = new Discretization({ numBins: 5 });
    await layer.adapt(tensor([1, 2, NaN]));
    expect([...(await layer.binBoundaries.data())]).toEqual([1, Infinity, Infinity, Infinity]);
    await expect(new Discretization({ binBoundaries: [1] }).adapt(tensor([1]))).rejects.toThrow(/nothing to adapt/);
  });
});

describe("IntegerLookup in Keras's documentation", () => {
  const vocabulary = [12, 36, 1138, 42];

  it('looks integers up, and those that it does not know', async () => {
    const data = whole([[12, 1138, 42], [42, 1000, 36]]); // prettier-ignore
    expect(await new IntegerLookup({ vocabulary }).apply(data).array()).toEqual([[1, 3, 4], [4, 0, 2]]); // prettier-ignore
    const two = whole([[12, 1138, 42], [37, 1000, 36]]); // prettier-ignore
    const layer = new IntegerLookup({ vocabulary, numOovIndices: 2 });
    expect(await layer.apply(two).array()).toEqual([[2, 4, 5], [1, 0, 3]]); // prettier-ignore
  });

  it('adapts: the most frequent first, of equally frequent ones the larger', async () => {
    const layer = new IntegerLookup();
    const data = whole([[12, 1138, 42], [42, 1000, 36]]); // prettier-ignore
    expect(() => layer.apply(data)).toThrow(/no vocabulary; .*await adapt\(data\)/);
    await layer.adapt(data);
    expect(layer.getVocabulary()).toEqual([-1, 42, 1138, 1000, 36, 12]);
    expect(await layer.apply(data).array()).toEqual([[5, 2, 1], [1, 3, 4]]); // prettier-ignore
    const small = new IntegerLookup({ maxTokens: 3 });
    await small.adapt([data, data]);
    expect(small.getVocabulary()).toEqual([-1, 42, 1138]);
  });

  it('one-hot, multi-hot, counts', async () => {
    const oneHot = new IntegerLookup({ vocabulary, outputMode: 'oneHot' });
    expect(await oneHot.apply(whole([12, 36, 1138, 42, 7])).array()).toEqual(
      [[0, 1, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 1, 0], [0, 0, 0, 0, 1], [1, 0, 0, 0, 0]], // prettier-ignore
    );
    const data = whole([[12, 1138, 42, 42], [42, 7, 36, 7]]); // prettier-ignore
    const multiHot = new IntegerLookup({ vocabulary, outputMode: 'multiHot' });
    expect(await multiHot.apply(data).array()).toEqual([[0, 1, 0, 1, 1], [1, 0, 1, 0, 1]]); // prettier-ignore
    const counts = new IntegerLookup({ vocabulary, outputMode: 'count' });
    expect(await counts.apply(data).array()).toEqual([[0, 1, 0, 1, 2], [2, 0, 1, 0, 1]]); // prettier-ignore
  });

  it('goes back', async () => {
    const layer = new IntegerLookup({ vocabulary, invert: true });
    const data = whole([[1, 3, 4], [4, 0, 2]]); // prettier-ignore
    expect(await layer.apply(data).array()).toEqual([[12, 1138, 42], [42, -1, 36]]); // prettier-ignore
  });

  it('keeps a mask token apart, takes its own vocabulary, and works under compile', async () => {
    const layer = new IntegerLookup({ vocabulary, maskToken: 0 });
    expect(layer.getVocabulary()).toEqual([0, -1, 12, 36, 1138, 42]);
    const compiled = compile((x: Tensor) => layer.apply(x));
    expect(await (await compiled(whole([0, 5, 12, 42]))).array()).toEqual([0, 1, 2, 5]);
    const rows = new IntegerLookup({ vocabulary, maskToken: 0, outputMode: 'count' });
    expect(await rows.apply(whole([[0, 0, 36, 9]])).array()).toEqual([[1, 0, 1, 0, 0]]);
    expect(new IntegerLookup({ vocabulary: layer.getVocabulary(), maskToken: 0 }).getVocabulary()).toEqual(
      layer.getVocabulary(),
    );
    const none = new IntegerLookup({ vocabulary, numOovIndices: 0 });
    expect(await none.apply(whole([12, 5])).array()).toEqual([0, -1]);
  });

  it('has what it adapted to in its config', async () => {
    const layer = new IntegerLookup({ outputMode: 'oneHot' });
    await layer.adapt(whole([4, 4, 9]));
    expect(layer.computeOutputShape([null])).toEqual([null, 3]);
    const again = layerFromConfig(serializeLayer(layer as never)) as unknown as IntegerLookup;
    expect(again.getVocabulary()).toEqual([-1, 4, 9]);
  });
});
