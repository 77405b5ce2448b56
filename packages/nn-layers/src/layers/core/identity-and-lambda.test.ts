// Identity and Lambda: the generic test of the first, functions of one and of several tensors for the second.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, tensor, type Tensor } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import { Model } from '../../models/model.js';
import { Sequential } from '../../models/sequential.js';
import { input } from '../../symbolic-tensor.js';
import { checkLayer } from '../../testing/check-layer.js';
import { Identity } from './identity.js';
import { Lambda } from './lambda.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

checkLayer('Identity', { make: () => new Identity(), inputShape: [2, 3], outputShape: [2, 3], valueAndGradients });

it('Identity gives the tensor itself', () => {
  const x = tensor([1, 2]);
  expect(new Identity().apply(x)).toBe(x);
});

it('Lambda is a function as a layer, with the shape that it gives', async () => {
  const model = new Sequential([input([2]), new Lambda((x: Tensor) => x.square().sum(-1, { keepDims: true }))]);
  expect(model.computeOutputShape([null, 2])).toEqual([null, 1]);
  expect(await model.apply(tensor([[3, 4]])).array()).toEqual([[25]]);
});

it('Lambda takes several tensors', async () => {
  const [a, b] = [input([1]), input([1])];
  const hypotenuse = new Lambda(([x, y]: readonly [Tensor, Tensor]) => x.square().add(y.square()).sqrt());
  const model = new Model({ inputs: [a, b], outputs: hypotenuse.apply([a, b]) });
  expect(await model.apply([tensor([[3]]), tensor([[4]])]).array()).toEqual([[5]]);
});

it('Lambda cannot be written down, and takes functions alone', () => {
  expect(() => new Lambda((x: Tensor) => x).getConfig()).toThrow(/a function has no config/);
  expect(() => new Lambda('relu' as never)).toThrow(/not a function; expected \(x\) => ..., got string/);
});
