// LayerNormalization: the generic test, and the numbers of Keras's documentation.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, tensor } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import { checkLayer } from '../../testing/check-layer.js';
import { LayerNormalization } from './layer-normalization.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

checkLayer('LayerNormalization', {
  make: () => new LayerNormalization({ betaInitializer: 'randomNormal', gammaConstraint: 'nonNegative' }),
  inputShape: [4, 3, 5],
  outputShape: [4, 3, 5],
  weights: { gamma: [5], beta: [5] },
  badInputs: [[4, 3, 6], []],
  badArguments: [[() => new LayerNormalization({ axis: [] }), /bad axis; .*got \[\]/]],
  valueAndGradients,
});

checkLayer('LayerNormalization over two axes', {
  make: () => new LayerNormalization({ axis: [-1, 1], center: false, epsilon: 1e-5 }),
  inputShape: [2, 3, 4, 5],
  outputShape: [2, 3, 4, 5],
  weights: { gamma: [3, 5] },
  badInputs: [[2, 5, 4, 3], [2]],
  valueAndGradients,
});

it('has mean 0 and variance 1 for each example, but for epsilon', async () => {
  // Rows of Keras's documentation: 0 and 10, 20 and 30. Mean 5, variance 25.
  const x = tensor([
    [0, 10],
    [20, 30],
  ]);
  const expected = 5 / Math.sqrt(25 + 1e-3);
  const values = await new LayerNormalization().apply(x).data();
  [-expected, expected, -expected, expected].forEach((each, index) => expect(values[index]).toBeCloseTo(each, 12));
});

it('has the values of the documentation of keras.ops.layer_normalization', async () => {
  const values = await new LayerNormalization({ epsilon: 1e-7 }).apply(tensor([[0, 1, 2, 3, 4]])).data();
  [-1.4142135, -0.70710677, 0, 0.7071067, 1.4142135].forEach((each, index) =>
    expect(values[index]).toBeCloseTo(each, 6),
  );
});

it('sees each example by itself, over both axes', async () => {
  const layer = new LayerNormalization({ axis: [1, 2], epsilon: 0 });
  const x = tensor([
    [[1], [3]],
    [[10], [10.5]],
  ]);
  expect(await layer.apply(x).array()).toEqual([
    [[-1], [1]],
    [[-1], [1]],
  ]);
});
