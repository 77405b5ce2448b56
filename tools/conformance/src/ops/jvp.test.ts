// Derivatives along a direction for each row: J t · g must be t · Jᵀ g, whose right side is held against differences elsewhere.
import { hostRandom, setDefaultDevice, tensor, type Tensor } from '@tensorloom/tensor-core';
import { jvp, vjp } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { floatInputs } from './gradient-row.js';
import { inputData, nameOf } from './op-row.js';
import { opRows } from './op-rows.js';

/** Normal numbers in the shape of a tensor. */
function normals({ shape, size }: Tensor, seed: number): Tensor {
  const random = hostRandom(seed);
  return tensor(
    Float64Array.from({ length: size }, () => random.normal()),
    { shape, dtype: 'float32' },
  );
}

const differentiated = opRows.filter(({ gradient = 0 }) => gradient > 0).map((row) => ({ name: nameOf(row), row }));

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));
afterAll(() => setDefaultDevice(undefined));

describe('jvp', () => {
  it.each(differentiated)('$name', async ({ row }) => {
    const all = row.inputs.map((input, index) => tensor(inputData(input, index + 1)));
    const floats = floatInputs(row);
    const primals = floats.map((index) => all[index] as Tensor);
    const fn = (...given: Tensor[]): Tensor =>
      row.run(...all.map((each, index) => given[floats.indexOf(index)] ?? each));
    const tangents = primals.map((primal, index) => normals(primal, 50 + index));
    const { value, tangent } = jvp(fn, primals, tangents);
    expect([tangent.shape, tangent.dtype]).toEqual([value.shape, value.dtype]);
    const gradOutput = normals(value, 99);
    const back = vjp(fn, primals).pullback(gradOutput);
    const [forward, ...backward] = await Promise.all(
      [tangent.mul(gradOutput).sum(), ...back.map((each, index) => each.mul(tangents[index] as Tensor).sum())].map(
        (each) => each.item(),
      ),
    );
    const expected = backward.reduce((sum, each) => sum + each, 0);
    expect(Math.abs((forward as number) - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
  });
});
