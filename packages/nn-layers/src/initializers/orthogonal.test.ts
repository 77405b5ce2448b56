// Orthogonal and identity: right angles and lengths, all signs, seeds, refusals.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, setRandomSeed, type Shape, type Tensor } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import * as initializers from './index.js';
import { firstValue } from './initializer.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

const make = (shape: Shape, options: object = {}): Tensor =>
  firstValue('test', initializers.orthogonal(options), shape, 'float32');

async function expectIdentity(product: Tensor, scale: number): Promise<void> {
  const size = product.shape[0] as number;
  const values = Array.from(await product.data());
  const worst = values.reduce(
    (most, value, index) => Math.max(most, Math.abs(value - (Math.floor(index / size) === index % size ? scale : 0))),
    0,
  );
  expect(worst).toBeLessThan(1e-9);
}

it.each<[Shape, number]>([
  [[6, 6], 1],
  [[12, 5], 1.5],
  [[5, 12], 2],
  [[3, 3, 4, 8], 1],
  [[1, 1], 1],
])('%j with gain %d has rows or columns at right angles, of one length', async (shape, gain) => {
  const matrix = make(shape, { gain, seed: 3 }).reshape([-1, shape.at(-1) as number]);
  const tall = (matrix.shape[0] as number) >= (matrix.shape[1] as number);
  await expectIdentity(tall ? matrix.transpose().matmul(matrix) : matrix.matmul(matrix.transpose()), gain ** 2);
});

it('is made at [512, 512] in little time', async () => {
  // Processor time: what else the machine does must not fail it.
  const start = process.cpuUsage();
  const matrix = make([512, 512], { seed: 1 });
  expect(process.cpuUsage(start).user / 1e6).toBeLessThan(5);
  const vectors = matrix.slice([0, 3]);
  await expectIdentity(vectors.matmul(vectors.transpose()), 1);
});

it('prefers no direction: means near 0, mean squares near 1 / n', async () => {
  setRandomSeed(2);
  const firsts = await Promise.all(Array.from({ length: 400 }, async () => (await make([3, 3]).data())[0] as number));
  const mean = firsts.reduce((sum, value) => sum + value, 0) / 400;
  const square = firsts.reduce((sum, value) => sum + value ** 2, 0) / 400;
  // A coordinate of a point on the sphere is uniform in [-1, 1]: deviation 1/√3, that of its square 2/√45.
  expect(Math.abs(mean)).toBeLessThan((4 * 0.5774) / 20);
  expect(Math.abs(square - 1 / 3)).toBeLessThan((4 * 0.2981) / 20);
});

it('draws anew each time, and the same again after setRandomSeed or with a seed', async () => {
  setRandomSeed(9);
  const [first, second] = [await make([3, 3]).data(), await make([3, 3]).data()];
  setRandomSeed(9);
  expect(await make([3, 3]).data()).toEqual(first);
  expect(second).not.toEqual(first);
  expect(await make([3, 3], { seed: 4 }).data()).toEqual(await make([3, 3], { seed: 4 }).data());
});

it('identity has its gain on the diagonal', async () => {
  const { identity } = initializers;
  expect(await firstValue('test', identity({ gain: 2 }), [2, 3], 'float32').array()).toEqual([
    [2, 0, 0],
    [0, 2, 0],
  ]);
  expect(firstValue('test', identity(), [2, 2], 'int32').dtype).toBe('int32');
});

it.each([
  [() => make([4]), /initializers\.orthogonal: no matrix; expected a weight of two axes or more, got \[4\]/],
  [() => firstValue('test', initializers.identity(), [4], 'float32'), /initializers\.identity: no matrix/],
  [() => initializers.orthogonal({ gain: NaN }), /bad gain/],
  [() => initializers.varianceScaling({ scale: 0 }), /bad scale; expected a finite number above 0, got 0/],
  [() => initializers.varianceScaling({ mode: 'fan_in' as never }), /unknown mode; .*did you mean fanIn/],
  [() => initializers.varianceScaling({ distribution: 'normal' as never }), /unknown distribution/],
])('refuses: %#', (construct, message) => {
  expect(construct).toThrow(message);
});
