// Long reductions in steps: the same numbers on the CPU and on the GPU, and no step where none is needed.
import { createCpuDevice } from '@tensorloom/cpu-device';
import {
  lower,
  matmul,
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
import { splitReductions } from './split-reductions.js';

/** Whole numbers that add up exactly in float32, with the largest and the smallest twice. */
function values(shape: Shape): Float32Array {
  const data = Float32Array.from({ length: sizeOf(shape) }, (_, index) => ((index * 7919) % 31) - 15);
  for (const at of [0.61, 0.62]) data[Math.floor(at * data.length)] = 99;
  for (const at of [0.41, 0.42]) data[Math.floor(at * data.length)] = -99;
  return data;
}

async function run(device: Device, program: Program, inputs: readonly HostTensor[]): Promise<TypedArray> {
  const plan = await device.prepare(program);
  const [result] = await device.read(await plan.run({ inputs, state: [], host: new Float64Array() }));
  plan.dispose();
  return result as TypedArray;
}

const asProgram = (program: Program): Program => splitReductions(program, { software: false }) as Program;
const cases: readonly (readonly [what: string, Shape, number[] | null])[] = [
  ['one row', [2 ** 18], null],
  ['a row of no even parts', [262_147], null],
  ['two axes at once', [3, 2 ** 17], null],
  ['few rows', [5, 100_001], [1]],
  ['the rows beside one another', [70_000, 3], [0]],
  ['the middle axis', [4, 60_000, 2], [1]],
  ['the outer and the inner axis', [37, 5, 4096], [0, 2]],
];

describe('splitReductions', () => {
  const reference = createCpuDevice({ precision: 'float64' });
  let gpu: Device;
  beforeAll(async () => {
    gpu = await createWebGpuDevice({ gpu: await createNodeGpu() });
  });
  afterAll(() => gpu.dispose());

  describe.each(cases)('%s', (_what, shape, axes) => {
    const host: HostTensor = { data: values(shape), shape, dtype: 'float32' };
    const input = tensor(host.data as Float32Array, { shape });
    it.each(['sum', 'max', 'min'] as const)('%s', async (op) => {
      const { program } = lower([input[op](axes)], new Map());
      const expected = await run(reference, program, [host]);
      expect(asProgram(program)).not.toBe(program);
      expect(await run(reference, asProgram(program), [host])).toEqual(expected);
      expect(Float64Array.from(await run(gpu, program, [host]))).toEqual(expected);
    });
  });

  it.each([
    ['argmax', [2 ** 18], 0],
    ['argmin', [262_147], 0],
    ['argmax', [5, 100_001], 1],
    ['argmin', [70_000, 3], 0],
  ] as const)('%s of %j along %i: the first of equals', async (op, shape, axis) => {
    const host: HostTensor = { data: values(shape), shape, dtype: 'float32' };
    const { program } = lower([tensor(host.data as Float32Array, { shape })[op](axis)], new Map());
    const expected = await run(reference, program, [host]);
    expect(await run(reference, asProgram(program), [host])).toEqual(expected);
    expect(await run(gpu, program, [host])).toEqual(expected);
  });

  it('finds NaN, in whichever part it is', async () => {
    const host: HostTensor = { data: values([2 ** 18]), shape: [2 ** 18], dtype: 'float32' };
    host.data[200_000] = NaN;
    const input = tensor(host.data as Float32Array);
    for (const [result, expected] of [
      [input.max(), NaN],
      [input.sum(), NaN],
      [input.argmax(), 200_000],
    ] as const) {
      const { program } = lower([result], new Map());
      expect((await run(gpu, program, [host]))[0]).toBe(expected);
    }
  });

  it('multiplies, and takes whole numbers to their ends', async () => {
    const ones = new Float32Array(262_147).fill(1);
    ones[5] = 3;
    const lowest = new Int32Array(262_147).fill(-(2 ** 31));
    for (const [data, result, expected] of [
      [ones, (x: Tensor) => x.prod(), 3],
      [lowest, (x: Tensor) => x.max(), -(2 ** 31)],
      [lowest, (x: Tensor) => x.argmax(), 0],
    ] as const) {
      const dtype = data instanceof Int32Array ? 'int32' : 'float32';
      const { program } = lower([result(tensor(data))], new Map());
      expect((await run(gpu, program, [{ data, shape: [data.length], dtype }]))[0]).toBe(expected);
    }
  });

  it('leaves short ones, many rows, and the sum beside a product alone', () => {
    const x = tensor(values([512, 512]), { shape: [512, 512] });
    const short = tensor(values([1000]));
    for (const result of [x.sum(1), short.sum()]) {
      const { program } = lower([result], new Map());
      expect(splitReductions(program, { software: false })).toBe(program);
    }
    const wide = tensor(values([4096, 64]), { shape: [4096, 64] });
    const upstream = wide.mul(2);
    const gradient = matmul(wide, upstream, { transposeA: true });
    const bias = upstream.sum(0).mul(3);
    const { kernels } = scheduled({ outputs: [gradient, bias] });
    expect(kernels.map(({ kernel }) => kernel.name)).toHaveLength(3);
  });
});
