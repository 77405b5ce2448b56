// Activation: the generic test, names and functions, softmax of the worked example. The functions' own tests are in activations/.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, tensor } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import * as activations from '../../activations/index.js';
import { checkLayer } from '../../testing/check-layer.js';
import { Activation } from './activation.js';
import { Dense } from './dense.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

checkLayer('Activation', {
  make: () => new Activation('sigmoid'),
  inputShape: [2, 3],
  outputShape: [2, 3],
  badArguments: [
    [() => new Activation('sigmoyd' as never), /unknown activation; .*got 'sigmoyd'; did you mean sigmoid\?/],
    [() => new Activation(undefined as never), /unknown activation/],
  ],
  valueAndGradients,
});

checkLayer('Activation that makes an axis shorter', {
  make: () => new Activation('glu'),
  inputShape: [2, 3, 6],
  outputShape: [2, 3, 3],
  valueAndGradients,
});

it('is the named function, and passes the mask on', async () => {
  const x = tensor([[-1, 0, 2]]);
  const mask = tensor([[1, 1, 0]]).cast('bool');
  const layer = new Activation('elu');
  const output = layer.apply(x, { mask });
  expect(await output.data()).toEqual(await activations.elu(x).data());
  expect(layer.maskOf(output)).toBe(mask);
});

it('is the one place for activations that make an axis shorter', () => {
  const message =
    /^Dense: activation changes the shape; .*got 'maxout'; put new Activation\('maxout'\) after the layer/;
  expect(() => new Dense(4, { activation: 'maxout' })).toThrow(message);
  expect(() => new Dense(4, { activation: activations.maxout })).toThrow(message);
});

it('softmax gives the rows of the worked example', async () => {
  const values = await new Activation('softmax')
    .apply(
      tensor([
        [1.78, 0.76, 1.65],
        [0, 0, 0],
      ]),
    )
    .data();
  [0.44668973, 0.16107406, 0.39223621, 1 / 3, 1 / 3, 1 / 3].forEach((expected, index) =>
    expect(values[index]).toBeCloseTo(expected, 8),
  );
});

it('takes a function of the user', async () => {
  expect(await new Activation((x) => x.mul(2)).apply(tensor([1, 2])).array()).toEqual([2, 4]);
});
