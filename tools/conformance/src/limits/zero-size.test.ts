// Tensors without elements through every kind of kernel, on the CPU and on WebGPU: the shapes and values of NumPy.
/* eslint max-lines-per-function: off -- a list of tests is no function to keep short */
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import {
  compile,
  concat,
  conv2d,
  cumulativeSum,
  flush,
  gather,
  maxPool2d,
  pad,
  random,
  scatterAdd,
  setDefaultDevice,
  sort,
  tensor,
  variable,
  where,
  zeros,
  type Device,
  type Tensor,
} from '@tensorloom/tensor-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWebGpu } from '../webgpu.js';

const none = (...shape: readonly number[]): Tensor => tensor(new Float32Array(), { shape });
const indices = (): Tensor => tensor(new Int32Array());

/** What is computed, its shape, and its values where it has any. */
const cases: readonly (readonly [string, () => Tensor, readonly number[], number?])[] = [
  ['elements', () => none(0, 3).add(1).exp().mul(none(0, 1)), [0, 3]],
  ['a broadcast', () => tensor([1, 2, 3]).mul(none(0, 1)), [0, 3]],
  ['comparison and choice', () => where(none(0).greater(0), 1, none(0)), [0]],
  ['a sum over nothing', () => none(4, 0).sum(1), [4], 0],
  ['a product over nothing', () => none(4, 0).prod(1), [4], 1],
  ['a sum of no rows', () => none(0, 4).sum(1), [0]],
  ['a sum of columns without rows', () => none(0, 4).sum(0), [4], 0],
  ['a total', () => none(0, 5).sum(), [], 0],
  ['softmax of no rows', () => none(0, 5).softmax(), [0, 5]],
  ['a matmul without rows', () => none(0, 3).matmul(zeros([3, 2])), [0, 2]],
  ['a matmul without columns', () => zeros([2, 3]).matmul(none(3, 0)), [2, 0]],
  ['a matmul over nothing', () => none(2, 0).matmul(none(0, 3)), [2, 3], 0],
  ['a matmul without batch', () => none(0, 2, 3).matmul(none(0, 3, 4)), [0, 2, 4]],
  ['a convolution without batch', () => conv2d(none(0, 5, 5, 2), zeros([3, 3, 2, 4])), [0, 3, 3, 4]],
  ['pooling without batch', () => maxPool2d(none(0, 4, 4, 1), 2), [0, 2, 2, 1]],
  ['running sums', () => cumulativeSum(none(0, 3), 1), [0, 3]],
  ['running sums over nothing', () => cumulativeSum(none(3, 0), 1), [3, 0]],
  ['sorting', () => sort(none(3, 0)), [3, 0]],
  ['looking up nothing', () => gather(tensor([[1, 2]]), indices()), [0, 2]],
  ['scattering nothing', () => scatterAdd(tensor([1, 1]), indices(), none(0)), [2], 1],
  ['joining', () => concat([none(0, 2), tensor([[1, 1]])], 0), [1, 2], 1],
  [
    'padding',
    () =>
      pad(none(0, 2), [
        [1, 1],
        [0, 0],
      ]),
    [2, 2],
    0,
  ],
  ['a slice of nothing', () => tensor([1, 2, 3]).slice([1, 1]), [0]],
  ['a transposition', () => none(0, 2, 3).transpose(), [3, 2, 0]],
  ['random numbers', () => random.uniform([0, 4]), [0, 4]],
  ['casts', () => none(0, 2).cast('int32').cast('bool').cast('float32'), [0, 2]],
];

const devices: readonly (readonly [string, () => Promise<Device>])[] = [
  ['cpu', async () => createCpuDevice()],
  ['webgpu', openWebGpu],
];

afterAll(() => setDefaultDevice(undefined));

describe.each(devices)('without elements, on %s,', (_name, open) => {
  beforeAll(async () => setDefaultDevice(await open()));

  it.each(cases.map(([name, make, shape, value = 0]) => ({ name, make, shape, value })))(
    '$name',
    async ({ make, shape, value }) => {
      const size = shape.reduce((product, extent) => product * extent, 1);
      for (const result of [make(), await compile(make)()]) {
        expect(result.shape).toEqual(shape);
        expect(Array.from(await result.data())).toEqual(new Array(size).fill(value));
      }
    },
  );

  it('variables, their gradients and updates', async () => {
    const [w, v] = [variable(none(0, 3), { name: 'none' }), variable([2, 3])];
    const { gradients } = valueAndGradients(() => w.sum().add(v.square().sum()), [w, v]);
    w.assign(w.sub(gradients[0]));
    v.assign(v.sub(gradients[1]));
    await flush();
    expect([(await w.data()).length, await v.array()]).toEqual([0, [-2, -3]]);
  });

  it('beside a tensor that has some, in one run', async () => {
    const [empty, full] = await Promise.all([
      none(0, 2).add(1).data(),
      tensor([[1, 2]])
        .add(1)
        .data(),
    ]);
    expect([empty.length, Array.from(full)]).toEqual([0, [2, 3]]);
  });
});
