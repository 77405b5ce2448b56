// What gradients are at kinks, ties and poles: as the ops' documentation says.
import { createCpuDevice } from '@tensorloom/cpu-device';
import {
  hypot,
  logAddExp,
  maxPool2d,
  setDefaultDevice,
  softplus,
  tensor,
  type Tensor,
  type TensorData,
} from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { gradients } from '../gradients.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

/** The gradient of the sum of `fn(x)`, and that of the sum of its gradient. */
async function slopes(fn: (x: Tensor) => Tensor, at: TensorData): Promise<{ first: unknown; second: unknown }> {
  const x = tensor(at);
  const [first] = gradients(fn(x).sum(), [x]);
  const [second] = gradients(first.sum(), [x], { unused: 'zeros' });
  const [one, two] = await Promise.all([first.array(), second.array()]);
  return { first: one, second: two };
}

describe('kinks', () => {
  it('relu: 0 at 0', async () => {
    expect((await slopes((x) => x.relu(), [-1, 0, 2])).first).toEqual([0, 0, 1]);
  });
  it('abs: 0 at 0', async () => {
    expect((await slopes((x) => x.abs(), [-1, 0, 2])).first).toEqual([-1, 0, 1]);
  });
  it('softplus: sigmoid, also at 0 and far out', async () => {
    const { first, second } = await slopes((x) => softplus(x), [0, -1000, 1000]);
    expect(first).toEqual([0.5, 0, 1]);
    expect(second).toEqual([0.25, 0, 0]);
  });
  it('clip: 1 inside, half at an edge, 0 outside', async () => {
    expect((await slopes((x) => x.clip(-1, 1), [-2, -1, 0, 1, 2])).first).toEqual([0, 0.5, 1, 0.5, 0]);
  });
});

describe('ties', () => {
  it('maximum and minimum: half to each', async () => {
    const [a, b] = [tensor([1, 2, 3]), tensor([2, 2, 2])];
    const [da, db] = gradients(a.maximum(b).sum(), [a, b]);
    const [ea, eb] = gradients(a.minimum(b).sum(), [a, b]);
    const values = await Promise.all([da, db, ea, eb].map((gradient) => gradient.array()));
    expect(values).toEqual([
      [0, 0.5, 1],
      [1, 0.5, 0],
      [1, 0.5, 0],
      [0, 0.5, 1],
    ]);
  });
  it('max and min: shared equally', async () => {
    expect(
      (
        await slopes(
          (x) => x.max(1),
          [
            [1, 3, 3],
            [4, 4, 4],
            [7, 5, 6],
          ],
        )
      ).first,
    ).toEqual([
      [0, 0.5, 0.5],
      [1 / 3, 1 / 3, 1 / 3],
      [1, 0, 0],
    ]);
    expect((await slopes((x) => x.min(), [2, 1, 1, 1, 1])).first).toEqual([0, 0.25, 0.25, 0.25, 0.25]);
  });
  it('maxPool2d: to the first in row order', async () => {
    expect(
      (
        await slopes(
          (x) => maxPool2d(x.reshape([1, 2, 2, 1]), 2),
          [
            [1, 5],
            [5, 5],
          ],
        )
      ).first,
    ).toEqual([
      [0, 1],
      [0, 0],
    ]);
  });
});

describe('nothing to divide by', () => {
  it('norm, standardDeviation and hypot: 0 at 0', async () => {
    for (const order of [1, 2, 3, Infinity])
      expect((await slopes((x) => x.norm(null, { order }), [0, 0])).first).toEqual([0, 0]);
    expect((await slopes((x) => x.standardDeviation(), [3, 3])).first).toEqual([0, 0]);
    expect((await slopes((x) => hypot(x, 0), [0, 3])).first).toEqual([0, 1]);
  });
  it('prod: the product of the others, with one zero and with two', async () => {
    expect((await slopes((x) => x.prod(), [2, 0, 3])).first).toEqual([0, 6, 0]);
    expect((await slopes((x) => x.prod(), [0, 5, 0])).first).toEqual([0, 0, 0]);
  });
  it('asin, acos, acosh and atanh: infinite at the ends', async () => {
    expect((await slopes((x) => x.asin(), [1, -1])).first).toEqual([Infinity, Infinity]);
    expect((await slopes((x) => x.acos(), [1, -1])).first).toEqual([-Infinity, -Infinity]);
    expect((await slopes((x) => x.acosh(), [1])).first).toEqual([Infinity]);
    expect((await slopes((x) => x.atanh(), [1, -1])).first).toEqual([Infinity, Infinity]);
  });
  it('logAddExp: half to each of two equal ones, also infinite', async () => {
    expect((await slopes((x) => logAddExp(x, -Infinity), [-Infinity, 0])).first).toEqual([0.5, 1]);
  });
});

describe('poles and powers', () => {
  it('powers of 0: b a^(b - 1), finite from b = 1 on and for b = 0', async () => {
    for (const [exponent, slope, curvature] of [
      [0, 0, 0],
      [1, 1, 0],
      [2, 0, 2],
      [3, 0, 0],
    ] as const) {
      expect(await slopes((x) => x.pow(exponent), 0)).toEqual({ first: slope, second: curvature });
    }
  });
  it('the exponent of a base that is not positive: 0', async () => {
    const [base, exponent] = [tensor([-2, 0, 1]), tensor([2, 3, 2])];
    const [first] = gradients(base.pow(exponent).sum(), [exponent]);
    const [second] = gradients(first.sum(), [base]);
    expect(await first.array()).toEqual([0, 0, 0]);
    expect(await second.array()).toEqual([0, 0, 1]);
  });
  it('log, sqrt and reciprocal at 0: infinite', async () => {
    expect((await slopes((x) => x.log(), [0])).first).toEqual([Infinity]);
    expect((await slopes((x) => x.sqrt(), [0])).first).toEqual([Infinity]);
    expect((await slopes((x) => x.reciprocal(), [0])).first).toEqual([-Infinity]);
  });
  it('a branch that where does not take sends nothing back, not even NaN', async () => {
    expect(
      (await slopes((x) => x.greater(0).cast('bool').logicalNot().cast('float32').mul(0).add(x.relu()), [-1, 1])).first,
    ).toEqual([0, 1]);
  });
});
