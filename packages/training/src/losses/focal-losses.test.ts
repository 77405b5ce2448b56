// Focal losses, label smoothing and ignored classes: numbers of Keras's documentation, and plain cross-entropy at gamma 0.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, tensor } from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import * as losses from './index.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

describe('BinaryFocalCrossentropy', () => {
  const yTrue = tensor([
    [0, 1],
    [0, 0],
  ]);
  const logits = tensor([
    [-18.6, 0.51],
    [2.94, -12.8],
  ]);

  it('gives the numbers of the documentation', async () => {
    const { BinaryFocalCrossentropy } = losses;
    const batch = await new BinaryFocalCrossentropy({ gamma: 2, fromLogits: true }).call(yTrue, logits).item();
    expect(batch).toBeCloseTo(0.691, 3);
    const balanced = new BinaryFocalCrossentropy({ applyClassBalancing: true, gamma: 2, fromLogits: true });
    expect(await balanced.call(yTrue, logits).item()).toBeCloseTo(0.51, 2);
  });

  it('is the cross-entropy at gamma 0', async () => {
    const [plain, focal] = [losses.binaryCrossentropy, losses.binaryFocalCrossentropy];
    const expected = await plain(yTrue, logits, { fromLogits: true }).array();
    expect(await focal(yTrue, logits, { gamma: 0, fromLogits: true }).array()).toEqual(expected);
  });
});

describe('CategoricalFocalCrossentropy', () => {
  const yTrue = tensor([
    [0, 1, 0],
    [0, 0, 1],
  ]);
  const yPred = tensor([
    [0.05, 0.95, 0],
    [0.1, 0.8, 0.1],
  ]);

  it('gives the numbers of the documentation', async () => {
    const loss = new losses.CategoricalFocalCrossentropy();
    expect(await loss.call(yTrue, yPred).item()).toBeCloseTo(0.23315276, 5);
    expect(await loss.call(yTrue, yPred, tensor([0.3, 0.7])).item()).toBeCloseTo(0.1632, 4);
    const single = new losses.CategoricalFocalCrossentropy({ reduction: 'none' });
    const [first, second] = (await single.call(yTrue, yPred).array()) as number[];
    expect(first).toBeCloseTo(3.2058331e-5, 9);
    expect(second).toBeCloseTo(0.46627346, 5);
  });
});

describe('label smoothing', () => {
  it('spreads a share of the label over all classes, by hand', async () => {
    const loss = new losses.CategoricalCrossentropy({ labelSmoothing: 0.3 });
    const value = await loss.call(tensor([[0, 1, 0]]), tensor([[0.2, 0.5, 0.3]])).item();
    expect(value).toBeCloseTo(-(0.1 * Math.log(0.2) + 0.8 * Math.log(0.5) + 0.1 * Math.log(0.3)), 10);
  });

  it('moves labels of two classes towards a half', async () => {
    const loss = new losses.BinaryCrossentropy({ labelSmoothing: 0.2 });
    const value = await loss.call(tensor([[1]]), tensor([[0.7]])).item();
    expect(value).toBeCloseTo(-(0.9 * Math.log(0.7) + 0.1 * Math.log(0.3)), 10);
  });
});

describe('an ignored class', () => {
  const yPred = tensor([
    [0.5, 0.5],
    [0.2, 0.8],
    [0.9, 0.1],
  ]);

  it('costs nothing and does not count in the mean', async () => {
    const labels = tensor(Int32Array.of(0, -1, 1));
    const loss = new losses.SparseCategoricalCrossentropy({ ignoreClass: -1 });
    const [a, , c] = [-Math.log(0.5), 0, -Math.log(0.1)];
    expect(await loss.call(labels, yPred).item()).toBeCloseTo((a + c) / 2, 10);
    expect(await losses.sparseCategoricalCrossentropy(labels, yPred, { ignoreClass: -1 }).array()).toEqual([
      expect.closeTo(a, 10),
      0,
      expect.closeTo(c, 10),
    ]);
  });

  it('is a label that the host lets pass, and no other outside of the classes', () => {
    const labels = { data: Int32Array.of(0, -1, 1), shape: [3], dtype: 'int32' } as const;
    new losses.SparseCategoricalCrossentropy({ ignoreClass: -1 }).checkLabels('fit', labels, [3, 2]);
    expect(() =>
      new losses.SparseCategoricalCrossentropy({ ignoreClass: 5 }).checkLabels('fit', labels, [3, 2]),
    ).toThrow(/got label -1 at position 1/);
  });
});
