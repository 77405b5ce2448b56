// Adam against its formula, worked out here in doubles, and against numbers known from elsewhere.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, tensor, variable } from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { Adam, type AdamOptions } from './adam.js';
import { expectClose, gradientsByStep } from '../testing/steps.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

/** Section 2 of the paper, element by element, with epsilon beside √v (the form of Keras). */
function byHand(options: AdamOptions, start: number, gradients: readonly number[]): number {
  const { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = options;
  let [w, m, v] = [start, 0, 0];
  gradients.forEach((g, index) => {
    const t = index + 1;
    m = beta1 * m + (1 - beta1) * g;
    v = beta2 * v + (1 - beta2) * g * g;
    const alpha = ((learningRate as number) * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t);
    w -= (alpha * m) / (Math.sqrt(v) + epsilon);
  });
  return w;
}

describe.each([
  { options: {} },
  { options: { learningRate: 0.1 } },
  { options: { learningRate: 0.05, beta1: 0.5, beta2: 0.9, epsilon: 1e-3 } },
  { options: { beta1: 0, beta2: 0 } },
] satisfies { options: AdamOptions }[])('$options', ({ options }) => {
  it('follows its formula for three steps', async () => {
    const w = variable([1, -2, 0.5], { name: 'w' });
    const optimizer = new Adam(options);
    for (const gradient of gradientsByStep) optimizer.update([w], [tensor(gradient)]);
    const expected = [1, -2, 0.5].map((start, index) =>
      byHand(
        options,
        start,
        gradientsByStep.map((gradient) => gradient[index] as number),
      ),
    );
    expectClose(await w.data(), expected);
  });
});

it('takes a first step of the learning rate, whatever the size of the gradient', async () => {
  const w = variable([0, 0, 0], { name: 'w' });
  new Adam({ learningRate: 0.01 }).update([w], [tensor([1e-2, -5, 1e4])]);
  expectClose(await w.data(), [-0.01, 0.01, -0.01], 1e-5);
});

it('keeps both moments', async () => {
  const w = variable([1, 2], { name: 'dense/kernel' });
  const optimizer = new Adam();
  optimizer.update([w], [tensor([1, -2])]);
  const { slots } = optimizer.state();
  expect(Object.keys(slots)).toEqual(['dense/kernel/momentum', 'dense/kernel/velocity']);
  expectClose(await slots['dense/kernel/momentum']!.data(), [0.1, -0.2]);
  expectClose(await slots['dense/kernel/velocity']!.data(), [0.001, 0.004]);
});

it('leaves an element alone that has no gradient', async () => {
  const w = variable([3], { name: 'w' });
  const optimizer = new Adam({ epsilon: 1e-7 });
  for (let step = 0; step < 3; step++) optimizer.update([w], [tensor([0])]);
  expect(await w.array()).toEqual([3]);
});

it.each([
  [
    /^Adam: unknown option; expected one of beta1, beta2, epsilon, amsgrad, learningRate, .*got 'beta_1'/,
    () => new Adam({ beta_1: 0.9 } as never),
  ],
  [/bad beta1; .*got 1; change it/, () => new Adam({ beta1: 1 })],
  [/bad beta2; .*got -0.1/, () => new Adam({ beta2: -0.1 })],
  [/bad epsilon; expected a finite number >= 0, got NaN/, () => new Adam({ epsilon: NaN })],
] as const)('refuses: %s', (message, make) => {
  expect(make).toThrow(expect.objectContaining({ name: 'ConfigError' }));
  expect(make).toThrow(message);
});
