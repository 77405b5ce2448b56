// Lamb against algorithm 2 of its paper, worked out here in doubles.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, tensor, variable } from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectClose, gradientsByStep } from '../testing/steps.js';
import { Lamb, type LambOptions } from './lamb.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

/** You et al. 2020, algorithm 2, without decay. */
function byHand(start: number[], gradients: readonly (readonly number[])[], options: LambOptions): number[] {
  const { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = options;
  let w = start;
  let [m, v] = [start.map(() => 0), start.map(() => 0)];
  gradients.forEach((g, index) => {
    const t = index + 1;
    m = m.map((old, i) => beta1 * old + (1 - beta1) * g[i]!);
    v = v.map((old, i) => beta2 * old + (1 - beta2) * g[i]! ** 2);
    const update = m.map((each, i) => each / (1 - beta1 ** t) / (Math.sqrt(v[i]! / (1 - beta2 ** t)) + epsilon));
    const [weight, size] = [Math.hypot(...w), Math.hypot(...update)];
    const ratio = weight > 0 && size > 0 ? weight / size : 1;
    w = w.map((value, i) => value - (learningRate as number) * ratio * update[i]!);
  });
  return w;
}

describe.each([{}, { learningRate: 0.2 }, { learningRate: 0.1, beta1: 0.5, beta2: 0.67, epsilon: 0.1 }])(
  '%o',
  (options) => {
    it('follows its algorithm for three steps', async () => {
      const w = variable([1, -2, 0.5], { name: 'w' });
      const optimizer = new Lamb(options);
      for (const gradient of gradientsByStep) optimizer.update([w], [tensor(gradient)]);
      expectClose(await w.data(), byHand([1, -2, 0.5], gradientsByStep, options));
    });
  },
);

it('moves each variable by the rate times its own norm', async () => {
  const variables = [variable([3, 4], { name: 'five' }), variable([600, 800], { name: 'thousand' })];
  new Lamb({ learningRate: 0.1 }).update(variables, [tensor([1, -100]), tensor([-7, 0.01])]);
  const moved = await Promise.all(variables.map((each) => each.data()));
  expect(Math.hypot(moved[0]![0]! - 3, moved[0]![1]! - 4)).toBeCloseTo(0.5, 10);
  expect(Math.hypot(moved[1]![0]! - 600, moved[1]![1]! - 800)).toBeCloseTo(100, 8);
});

it('starts from weights of 0 without the ratio, and stays where there is no gradient', async () => {
  const variables = [variable([0, 0], { name: 'zero' }), variable([5], { name: 'still' })];
  new Lamb({ learningRate: 0.25 }).update(variables, [tensor([3, -2]), tensor([0])]);
  expectClose(await variables[0]!.data(), [-0.25, 0.25], 1e-6);
  expect(await variables[1]!.array()).toEqual([5]);
});
