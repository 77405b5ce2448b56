// TimeDistributed: the generic test, each step by itself, masks of steps and of steps inside of steps.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { ones, random, setDefaultDevice, stack, tensor, type Tensor } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import { checkLayer } from '../../testing/check-layer.js';
import { Conv2D } from '../convolution/conv-2d.js';
import { Dense } from '../core/dense.js';
import { GRU } from './gru.js';
import { TimeDistributed } from './time-distributed.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

checkLayer('TimeDistributed', {
  make: () => new TimeDistributed(new Conv2D(2, 2, { activation: 'tanh' })),
  inputShape: [2, 3, 4, 4, 1],
  outputShape: [2, 3, 3, 3, 2],
  weights: { 'conv2d/kernel': [2, 2, 1, 2], 'conv2d/bias': [2] },
  badInputs: [
    [2, 3],
    [2, 3, 4, 4, 2],
  ],
  badArguments: [
    [() => new TimeDistributed(3 as never), /no layer; expected a layer to apply to each step, got number/],
  ],
  valueAndGradients,
});

it('does to each step what the layer does', async () => {
  const layer = new Dense(4, { activation: 'tanh' });
  const input = random.normal([2, 3, 5], { key: random.key(1) });
  const output = await new TimeDistributed(layer).apply(input).data();
  const steps = [0, 1, 2].map((step) => layer.apply(input.slice(null, step)));
  expect(output).toEqual(await stack(steps, 1).data());
});

it('hands a mask of steps on', () => {
  const layer = new TimeDistributed(new Dense(1));
  const mask = tensor([[true, false]]);
  expect(layer.maskOf(layer.apply(ones([1, 2, 3]), { mask }))).toBe(mask);
});

it('gives each step its row of a mask of inner steps, and counts steps of which anything counts', async () => {
  const inner = new GRU(3);
  const layer = new TimeDistributed(inner);
  const input = random.normal([1, 3, 2, 4], { key: random.key(2) });
  const rows = [
    [true, true],
    [true, false],
    [false, false],
  ];
  const output = layer.apply(input, { mask: tensor([rows]) });
  expect(await layer.maskOf(output)?.array()).toEqual([[true, true, false]]);
  const alone = rows.map((row, step): Tensor => inner.apply(input.slice(null, step), { mask: tensor([row]) }));
  expect(await output.data()).toEqual(await stack(alone, 1).data());
});
