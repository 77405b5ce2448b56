// Every optimizer finds the bottom of a bowl, and some that of Rosenbrock's valley, within the steps that stand here.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { compile, setDefaultDevice, tensor, variable, type Tensor } from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Optimizer } from './optimizer.js';
import { Adadelta } from './optimizers/adadelta.js';
import { Adafactor } from './optimizers/adafactor.js';
import { Adagrad } from './optimizers/adagrad.js';
import { Adam } from './optimizers/adam.js';
import { Adamax } from './optimizers/adamax.js';
import { AdamW } from './optimizers/adamw.js';
import { Ftrl } from './optimizers/ftrl.js';
import { Lamb } from './optimizers/lamb.js';
import { Lion } from './optimizers/lion.js';
import { Muon } from './optimizers/muon.js';
import { Nadam } from './optimizers/nadam.js';
import { RMSprop } from './optimizers/rmsprop.js';
import { SGD } from './optimizers/sgd.js';
import { ExponentialDecay } from './schedules/exponential-decay.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

/** A rate that halves in every 40 updates: steps of one size come to rest, too. */
const falling = (rate: number): ExponentialDecay => new ExponentialDecay(rate, { decaySteps: 40, decayRate: 0.5 });

describe('within 400 steps, the bowl with its bottom at 1, -2, 0.5, 3', () => {
  const bottom = [1, -2, 0.5, 3];
  it.each([
    ['SGD', () => new SGD({ learningRate: 0.05 })],
    ['SGD with momentum', () => new SGD({ learningRate: 0.02, momentum: 0.9, nesterov: true })],
    ['Adagrad', () => new Adagrad({ learningRate: 0.5 })],
    ['Adadelta', () => new Adadelta({ learningRate: 200 })],
    ['RMSprop', () => new RMSprop({ learningRate: falling(0.2) })],
    ['Adam', () => new Adam({ learningRate: falling(0.2) })],
    ['AdamW', () => new AdamW({ learningRate: falling(0.2), weightDecay: 1e-5 })],
    ['Adamax', () => new Adamax({ learningRate: falling(0.3) })],
    ['Nadam', () => new Nadam({ learningRate: falling(0.2) })],
    ['Ftrl', () => new Ftrl({ learningRate: 2 })],
    ['Lion', () => new Lion({ learningRate: falling(0.2) })],
    ['Adafactor', () => new Adafactor({ learningRate: falling(0.2) })],
    ['Lamb', () => new Lamb({ learningRate: falling(0.1) })],
    ['Muon', () => new Muon({ learningRate: falling(0.5), weightDecay: 0 })],
  ] satisfies [string, () => Optimizer][])('%s', async (_, make) => {
    const w = variable(
      [
        [0.1, 0.1],
        [0.1, 0.1],
      ],
      { name: 'w' },
    );
    const widths = tensor([
      [1, 2],
      [4, 8],
    ]);
    const target = tensor([bottom.slice(0, 2), bottom.slice(2)]);
    const optimizer = make();
    const step = compile(() => optimizer.update([w], [w.sub(target).mul(widths)]));
    for (let count = 0; count < 400; count++) await step();
    const ends = Array.from(await w.data());
    expect(Math.max(...ends.map((end, index) => Math.abs(end - bottom[index]!))), ends.join()).toBeLessThan(0.02);
  });
});

describe('Rosenbrock’s valley from (-1.5, 2), whose bottom is at (1, 1)', () => {
  it.each([
    ['SGD with momentum', 3000, () => new SGD({ learningRate: 5e-4, momentum: 0.95 })],
    ['Adam', 3000, () => new Adam({ learningRate: 0.02 })],
    ['AdamW', 3000, () => new AdamW({ learningRate: 0.02, weightDecay: 0 })],
    ['Nadam', 3000, () => new Nadam({ learningRate: 0.02 })],
    ['Adamax', 3000, () => new Adamax({ learningRate: 0.05 })],
  ] satisfies [string, number, () => Optimizer][])('%s, within %i steps', async (_, steps, make) => {
    const [x, y] = [variable(-1.5, { name: 'x' }), variable(2, { name: 'y' })];
    const optimizer = make();
    const valley = (): Tensor => x.neg().add(1).square().add(y.sub(x.square()).square().mul(100));
    const step = compile(() => {
      const { value, gradients } = valueAndGradients(valley, [x, y]);
      optimizer.update([x, y], gradients);
      return value;
    });
    for (let count = 0; count < steps; count++) await step();
    expect(Math.abs((await x.item()) - 1)).toBeLessThan(0.02);
    expect(Math.abs((await y.item()) - 1)).toBeLessThan(0.04);
  });
});
