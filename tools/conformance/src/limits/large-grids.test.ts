// Kernels of more workgroups than one dimension of a grid holds, held against the CPU.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { planOf, setDefaultDevice, tensor, type Tensor } from '@tensorloom/tensor-core';
import { afterAll, describe, expect, it } from 'vitest';
import { openWebGpu } from '../webgpu.js';

const ONE_DIMENSION = 65_535;
/** More than that, and no multiple of anything. */
const MANY = 70_001;

afterAll(() => setDefaultDevice(undefined));

/** Small whole numbers: sums of them are exact in any order. */
function numbers(...shape: readonly number[]): Tensor {
  const size = shape.reduce((product, extent) => product * extent, 1);
  return tensor(
    Float32Array.from({ length: size }, (_, index) => ((index * 7919) % 23) - 11),
    { shape },
  );
}

const cases: readonly (readonly [string, () => Tensor])[] = [
  ['rows', () => numbers(MANY, 300).sum(1)],
  ['products of a batch', () => numbers(MANY, 2, 3).matmul(numbers(MANY, 3, 2))],
];

// Kernels over elements take a thousand of them a workgroup: a tensor that needs more than one dimension is larger than the
// bindings of software adapters. Their fold is the same, and tested where the kernels are.
describe('a grid beyond one dimension', { timeout: 120_000 }, () => {
  it.each(cases)('of %s gives what the CPU gives', async (_name, make) => {
    setDefaultDevice(createCpuDevice());
    const expected = await make().data();
    setDefaultDevice(await openWebGpu());
    const { kernels } = await planOf(make());
    expect(Math.max(...kernels.map(({ workgroups }) => workgroups))).toBeGreaterThan(ONE_DIMENSION);
    expect(await make().data()).toEqual(expected);
  });
});
