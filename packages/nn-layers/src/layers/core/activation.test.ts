// Activation: the generic test, and each named function against its formula.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, tensor } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import * as activations from '../../activations.js';
import type { ActivationName } from '../../options/activation-option.js';
import { checkLayer } from '../../testing/check-layer.js';
import { Activation } from './activation.js';

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

const formulas: Record<Exclude<ActivationName, 'softmax'>, (x: number) => number> = {
  linear: (x) => x,
  relu: (x) => Math.max(x, 0),
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  tanh: (x) => Math.tanh(x),
  softplus: (x) => Math.log1p(Math.exp(x)),
};

it.each(Object.entries(formulas))('%s follows its formula', async (name, formula) => {
  const xs = [-5, -1.5, -0.25, 0, 0.25, 1.5, 5];
  const values = await new Activation(name as ActivationName).apply(tensor(xs)).data();
  xs.forEach((x, index) => expect(values[index]).toBeCloseTo(formula(x), 12));
  expect(await activations[name as ActivationName](tensor(xs)).data()).toEqual(values);
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
