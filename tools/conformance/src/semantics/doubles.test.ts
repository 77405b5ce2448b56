// Doubles stay doubles until a device realises them: the float64 device sees what was written.
import { compile, hostValue, setDefaultDevice, tensor, variable, type Tensor } from '@tensorloom/tensor-core';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

describe('doubles on the float64 device', () => {
  beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));
  afterAll(() => setDefaultDevice(undefined));
  const third = 1 / 3;

  it('come through tensors and variables', async () => {
    expect(await tensor([third, 0.1]).data()).toEqual(Float64Array.of(third, 0.1));
    expect(await tensor(Float64Array.of(third)).add(0).data()).toEqual(Float64Array.of(third));
    const w = variable([third]);
    expect(await w.data()).toEqual(Float64Array.of(third));
    w.assign([0.1]);
    expect(await w.data()).toEqual(Float64Array.of(0.1));
    expect(await variable(tensor([third])).data()).toEqual(Float64Array.of(third));
  });

  it('come through literals, host values and arguments', async () => {
    const one = tensor([1]);
    expect(await one.mul(0.1).data()).toEqual(Float64Array.of(0.1));
    const scale = compile((x: Tensor, factor: number) => x.mul(factor).add(hostValue(() => third)));
    expect(await (await scale(one, 0.1)).data()).toEqual(Float64Array.of(0.1 + third));
    expect(await (await scale(tensor([third]), 1)).data()).toEqual(Float64Array.of(third + third));
  });

  it('are computed with, throughout', async () => {
    const x = tensor([0.1, 0.2, 0.3]);
    expect(await x.exp().sum().item()).toBe(Math.exp(0.1) + Math.exp(0.2) + Math.exp(0.3));
    expect(
      await x
        .reshape([1, 3])
        .matmul(x.reshape([3, 1]))
        .item(),
    ).toBe(0.1 * 0.1 + 0.2 * 0.2 + 0.3 * 0.3);
  });
});
