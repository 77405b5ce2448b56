// Normalization: the generic test, the examples of Keras's documentation, statistics of batches, files.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, tensor, type Tensor } from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { Dense } from '../core/dense.js';
import { Sequential } from '../../models/sequential.js';
import { checkLayer } from '../../testing/check-layer.js';
import { expectClose } from '../../testing/expect-close.js';
import { Normalization } from './normalization.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

const weights = { mean: [3], variance: [3] };

checkLayer('Normalization', {
  make: () => new Normalization(),
  inputShape: [2, 4, 3],
  outputShape: [2, 4, 3],
  weights,
  notTrainable: Object.keys(weights),
  badInputs: [[2, 4, 5], [2]],
  badArguments: [
    [() => new Normalization({ axis: 1.5 }), /bad axis; .*got 1.5/],
    [() => new Normalization({ mean: 1 }), /half of the moments/],
    [() => new Normalization({ varience: 1 } as never), /did you mean variance\?/],
  ],
  valueAndGradients,
});

checkLayer('Normalization with known moments', {
  make: () => new Normalization({ mean: [1, 2, 3], variance: 4, axis: [1], invert: true }),
  inputShape: [2, 3, 2],
  outputShape: [2, 3, 2],
  badInputs: [[2, 4, 2]],
  valueAndGradients,
});

describe("the examples of Keras's documentation", () => {
  it('adapts to one mean and variance of all', async () => {
    const layer = new Normalization({ axis: null });
    await layer.adapt(tensor([1, 2, 3, 4, 5]));
    const expected = [1, 2, 3].map((value) => (value - 3) / Math.SQRT2);
    await expectClose(layer.apply(tensor([1, 2, 3])), tensor(expected));
    expect(expected[0]).toBeCloseTo(-1.4142135, 6);
  });

  it('adapts to each feature, of which constant ones become 0', async () => {
    const layer = new Normalization({ axis: -1 });
    await layer.adapt(tensor([[0, 7, 4], [2, 9, 6], [0, 7, 4], [2, 9, 6]])); // prettier-ignore
    expect(await layer.apply(tensor([[0, 7, 4]])).array()).toEqual([[-1, -1, -1]]);
    const flat = new Normalization();
    await flat.adapt(tensor([[5, 1], [5, 3]])); // prettier-ignore
    expect(await flat.apply(tensor([[5, 3]])).array()).toEqual([[0, 1]]);
  });

  it('takes known moments, and goes back with invert', async () => {
    const known = new Normalization({ mean: 3, variance: 2 });
    const x = tensor([[1], [2], [3]]);
    await expectClose(known.apply(x), tensor([[-Math.SQRT2], [-Math.SQRT1_2], [0]]));
    const back = new Normalization({ mean: 3, variance: 2, invert: true });
    await expectClose(back.apply(known.apply(x)), x);
  });
});

async function* later(batches: readonly Tensor[]): AsyncGenerator<Tensor> {
  for (const batch of batches) yield await Promise.resolve(batch);
}

describe('adapt', () => {
  it('gives the moments of all data, in batches of any size, also when they come later', async () => {
    const values = Array.from({ length: 14 }, (_, index) => [Math.sin(index) * 3 + 100, index ** 2]);
    const expected = new Normalization();
    await expected.adapt(tensor(values));
    const parts = [values.slice(0, 3), values.slice(3, 4), values.slice(4)].map((part) => tensor(part));
    for (const batches of [parts, later(parts)]) {
      const layer = new Normalization();
      await layer.adapt(batches);
      await expectClose(layer.mean, expected.mean);
      await expectClose(layer.variance, expected.variance);
    }
    expect((await expected.mean.data())[1]).toBeCloseTo(58.5, 10); // 0² + ... + 13² = 819, over 14
    const host = new Normalization();
    await host.adapt([{ data: new Uint8Array([0, 10, 20, 30]), shape: [2, 2], dtype: 'uint8' }]);
    expect(await host.mean.array()).toEqual([10, 20]);
  });

  it('starts anew each time, and weights that no optimizer changes keep it', async () => {
    const layer = new Normalization();
    const model = new Sequential([layer, new Dense(1)]);
    await layer.adapt(tensor([[1], [3]]));
    await layer.adapt(tensor([[10], [14]]));
    model.build([null, 1]);
    expect([...model.namedVariables().keys()]).toEqual([
      'normalization/mean',
      'normalization/variance',
      'dense/kernel',
      'dense/bias',
    ]);
    expect(model.trainableVariables).toHaveLength(2);
    expect([await layer.mean.array(), await layer.variance.array()]).toEqual([[12], [4]]);
  });

  it('refuses what are no data', async () => {
    const layer = new Normalization({ name: 'scale' });
    await expect(layer.adapt([])).rejects.toThrow(/scale: nothing to adapt to; .*got no batch/);
    await expect(layer.adapt([{ x: tensor([1]) }] as never)).rejects.toThrow(/dataset.map\(\(\{ x \}\) => x\)/);
    await expect(layer.adapt(3 as never)).rejects.toThrow(/got number/);
    await expect(new Normalization({ mean: 0, variance: 1 }).adapt(tensor([[1]]))).rejects.toThrow(/nothing to adapt;/);
  });
});
