// Long sums in slices: the same numbers as on the CPU, and none where a device is busy without.
import { createCpuDevice } from '@tensorloom/cpu-device';
import {
  hostRandom,
  lower,
  matmul,
  record,
  sizeOf,
  tensor,
  type Device,
  type HostTensor,
  type Program,
  type Shape,
  type Tensor,
  type TypedArray,
} from '@tensorloom/tensor-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebGpuDevice } from '../../index.js';
import { createNodeGpu } from '../../node.js';
import { scheduled } from '../testing/scheduled.js';
import { sliceProducts } from './slice-products.js';

const asOnGpu = { software: false, subgroupSize: undefined, halves: true } as const;
const random = hostRandom(5);

async function run(device: Device, program: Program, inputs: readonly HostTensor[]): Promise<TypedArray> {
  const plan = await device.prepare(program);
  const [result] = await device.read(await plan.run({ inputs, state: [], host: new Float64Array() }));
  plan.dispose();
  return result as TypedArray;
}

const conv = { strides: [1, 1], padding: [[1, 1], [1, 1]], dilation: [1, 1], groups: 1 } as const; // prettier-ignore
const grouped = { ...conv, groups: 2 };

type Build = (a: Tensor, b: Tensor) => Tensor;
const cases: readonly (readonly [what: string, a: Shape, b: Shape, build: Build])[] = [
  ['a product', [33, 1500], [1500, 17], (a, b) => matmul(a, b)],
  ['of transposed operands', [1500, 33], [17, 1500], (a, b) => matmul(a, b, { transposeA: true, transposeB: true })],
  ['of several matrices', [2, 3, 600], [2, 600, 5], (a, b) => matmul(a, b).mul(matmul(a, b))],
  [
    'the gradient of a kernel',
    [9, 10, 10, 3],
    [9, 10, 10, 4],
    (a, b) => record('conv2dKernelGradient', [a, b], { ...conv, kernelShape: [3, 3, 3, 4] }),
  ],
  [
    'the gradient of a kernel of groups',
    [9, 10, 10, 4],
    [9, 10, 10, 6],
    (a, b) => record('conv2dKernelGradient', [a, b], { ...grouped, kernelShape: [3, 3, 2, 6] }),
  ],
  ['a convolution', [1, 4, 4, 160], [3, 3, 160, 5], (a, b) => record('conv2d', [a, b], conv)],
  ['a convolution of groups', [1, 4, 4, 160], [3, 3, 80, 6], (a, b) => record('conv2d', [a, b], grouped)],
];

describe('sliceProducts', () => {
  const reference = createCpuDevice({ precision: 'float64' });
  let gpu: Device;
  beforeAll(async () => {
    gpu = await createWebGpuDevice({ gpu: await createNodeGpu() });
  });
  afterAll(() => gpu.dispose());

  // Sliced as for a GPU, and multiplied as the adapter does: blocks with windows compile for a minute on software adapters.
  it.each(cases)('%s', async (_what, ...[a, b, build]) => {
    const hosts = [a, b].map((shape): HostTensor => {
      return { data: Float32Array.from({ length: sizeOf(shape) }, () => random.normal()), shape, dtype: 'float32' };
    });
    const [left, right] = hosts.map(({ data, shape }) => tensor(data as Float32Array, { shape })) as [Tensor, Tensor];
    const { program } = lower([build(left, right)], new Map());
    const sliced = sliceProducts(program, asOnGpu);
    expect(sliced.values.some(({ op }) => op === 'productSlices')).toBe(true);
    const expected = Array.from(await run(reference, program, hosts));
    const results = await run(gpu, { ...sliced, composites: [] } as Program, hosts);
    const worst = expected.reduce((most, value, at) => Math.max(most, Math.abs(value - (results[at] as number))), 0);
    const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(results).toHaveLength(expected.length);
    expect(worst / scale).toBeLessThan(1e-6);
  });

  it('slices on GPUs alone, and long sums alone', () => {
    const input = (...shape: number[]): Tensor => tensor(new Float32Array(sizeOf(shape)), { shape });
    const count = (product: Tensor, options: object): number =>
      scheduled({ outputs: [product], options }).kernels.length;
    expect(count(matmul(input(32, 4096), input(4096, 32)), asOnGpu)).toBe(2);
    expect(count(matmul(input(32, 4096), input(4096, 32)), {})).toBe(1);
    expect(count(matmul(input(32, 256), input(256, 32)), asOnGpu)).toBe(1);
    expect(count(matmul(input(4096, 4096), input(4096, 4096)), asOnGpu)).toBe(1);
  });
});
