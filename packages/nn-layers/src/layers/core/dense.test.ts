// Dense: the generic test, its formula by hand, defaults as in Keras.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, setRandomSeed, tensor } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import * as initializers from '../../initializers/index.js';
import { checkLayer } from '../../testing/check-layer.js';
import { Dense } from './dense.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

checkLayer('Dense', {
  make: () => new Dense(3, { activation: 'tanh' }),
  inputShape: [4, 5],
  outputShape: [4, 3],
  weights: { kernel: [5, 3], bias: [3] },
  badInputs: [[4, 6], [5]],
  badArguments: [
    [() => new Dense(0), /Dense: bad units; expected a whole number >= 1, got 0/],
    [() => new Dense(NaN), /got NaN/],
    [() => new Dense(2.5), /got 2.5/],
    [() => new Dense(3, { activation: 'rleu' as never }), /unknown activation; .*got 'rleu'; did you mean relu/],
    [() => new Dense(3, { use_bias: false } as never), /got 'use_bias'; did you mean useBias\?/],
    [() => new Dense(3, { kernelInitializer: 'he_normal' as never }), /unknown initializer; .*did you mean heNormal/],
    [() => new Dense(3, { name: 'a/b' }), /bad name/],
  ],
  valueAndGradients,
});

checkLayer('Dense without bias over rows of rows', {
  make: () => new Dense(2, { useBias: false, kernelInitializer: initializers.randomNormal({ stddev: 0.5, seed: 3 }) }),
  inputShape: [2, 3, 4],
  outputShape: [2, 3, 2],
  weights: { kernel: [4, 2] },
  badInputs: [[2, 3, 3]],
  valueAndGradients,
});

it('is activation(x · kernel + bias)', async () => {
  const layer = new Dense(2, { activation: 'relu' });
  layer.build([null, 3]);
  layer.kernel.assign([
    [1, -1],
    [2, 0],
    [0.5, 4],
  ]);
  layer.bias?.assign([-1, 3]);
  expect(
    await layer
      .apply(
        tensor([
          [1, 2, 4],
          [-3, 1, -2],
        ]),
      )
      .array(),
  ).toEqual([
    [6, 18],
    [0, 0],
  ]);
});

it('takes integers, as images come', async () => {
  const layer = new Dense(1, { kernelInitializer: 'ones' });
  const bytes = tensor(new Uint8Array([1, 2, 250]), { shape: [1, 3] });
  expect(await layer.apply(bytes).array()).toEqual([[253]]);
});

it('starts with glorotUniform in the kernel and zeros in the bias, the same for the same seed', async () => {
  setRandomSeed(7);
  const layer = new Dense(50);
  layer.build([null, 100]);
  const kernel = await layer.kernel.data();
  const limit = Math.sqrt(6 / 150);
  expect(Math.max(...kernel.map(Math.abs))).toBeLessThanOrEqual(limit);
  expect(Math.max(...kernel)).toBeGreaterThan(0.95 * limit);
  expect(Math.min(...kernel)).toBeLessThan(-0.95 * limit);
  expect(await layer.bias?.data()).toEqual(new Float64Array(50));
  setRandomSeed(7);
  const again = new Dense(50);
  again.build([null, 100]);
  expect(await again.kernel.data()).toEqual(kernel);
});

it('counts connections at each place', () => {
  const layer = new Dense(4);
  layer.build([null, 7, 3]);
  expect(layer.countParameters()).toBe(16);
  expect(layer.countConnections([null, 7, 4])).toBe(7 * 16);
  expect(layer.countConnections([null, null, 4])).toBeUndefined();
});

it('cannot write down a function of no name', () => {
  expect(() => new Dense(2, { activation: (x) => x.sin() }).getConfig()).toThrow(/activation has no name/);
  expect(() => new Dense(2, { kernelInitializer: () => tensor([1]) }).getConfig()).toThrow(/initializer has no name/);
});
