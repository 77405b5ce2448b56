// The device as its users meet it: adapters, limits, failure, large grids, results that are held.
import {
  compile,
  ConfigError,
  DeviceLostError,
  DisposedError,
  flush,
  LimitError,
  NoDeviceError,
  setDefaultDevice,
  tensor,
  variable,
  zeros,
} from '@tensorloom/tensor-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createWebGpuDevice, type WebGpuDevice } from './index.js';
import { createNodeGpu } from './node.js';

async function open(): Promise<WebGpuDevice> {
  return createWebGpuDevice({ gpu: await createNodeGpu() });
}

describe('a device', () => {
  let device: WebGpuDevice;
  beforeAll(async () => {
    device = await open();
    setDefaultDevice(device);
  });
  afterAll(() => {
    setDefaultDevice(undefined);
    device.dispose();
  });

  it('says which adapter it is', () => {
    expect(device.kind).toBe('webgpu');
    expect(device.name).not.toBe('');
  });

  it('folds a grid of more workgroups than one dimension holds', async () => {
    const rows = 70_001;
    const values = Float32Array.from({ length: rows * 40 }, (_, index) => index % 7);
    const sums = await tensor(values, { shape: [rows, 40] })
      .sum(1)
      .data();
    const expected = (row: number): number =>
      values.subarray(row * 40, row * 40 + 40).reduce((sum, value) => sum + value, 0);
    for (const row of [0, 1, 32_768, 65_535, 65_536, rows - 1]) expect(sums[row]).toBe(expected(row));
  });

  it('names the tensor that is larger than a binding', async () => {
    const limit = device.gpu.limits.maxStorageBufferBindingSize;
    const huge = variable(zeros([limit / 4 + 64]), { name: 'huge' });
    await expect(huge.sum().data()).rejects.toThrow(LimitError);
    await expect(huge.sum().data()).rejects.toThrow(/huge/);
  });

  it('goes on after a refused run', async () => {
    expect(await tensor([1, 2]).add(1).data()).toEqual(new Float32Array([2, 3]));
  });

  it('takes one tensor for two arguments', async () => {
    const product = compile((a: ReturnType<typeof tensor>, b: ReturnType<typeof tensor>) => a.mul(b).sum());
    const x = tensor(Float32Array.from({ length: 100 }, (_, index) => index));
    for (let call = 0; call < 3; call++) expect(await (await product(x, x)).item()).toBe(328_350);
  });

  it('keeps each of many small results', async () => {
    const half = compile((value: number) => zeros([3]).add(value).mul(0.5));
    const held = [];
    for (let call = 0; call < 700; call++) held.push(await half(call));
    for (const call of [0, 1, 127, 128, 255, 256, 257, 500, 699]) {
      expect(await held[call]!.data()).toEqual(new Float32Array(3).fill(call / 2));
    }
  });

  it('keeps each of many large results, which kernels write where the caller finds them', async () => {
    const ramp = variable(
      Float32Array.from({ length: 2 ** 18 }, (_, index) => index),
      { shape: [2 ** 18] },
    );
    const scaled = compile((factor: number) => {
      const product = ramp.mul(factor);
      return [product, product.add(1), product.reshape([512, 512]), product.sum()] as const;
    });
    const runs = [];
    for (let factor = 0; factor < 20; factor++) runs.push(await scaled(factor));
    for (const [factor, [product, next, square, sum]] of runs.entries()) {
      const values = await product.data();
      expect([values[0], values[1], values[2 ** 18 - 1]]).toEqual([0, factor, factor * (2 ** 18 - 1)]);
      expect((await next.data())[2]).toBe(2 * factor + 1);
      expect((await square.data())[513]).toBe(513 * factor);
      expect((await sum.item()) / (2 ** 17 * (2 ** 18 - 1))).toBeCloseTo(factor, 3);
    }
  });

  it('finds bind groups again for large results that were given back', async () => {
    const x = variable(zeros([2 ** 18]));
    const next = compile(() => x.add(1));
    (await next()).dispose();
    const { gpu } = device;
    const createBindGroup = vi.spyOn(gpu, 'createBindGroup');
    for (let step = 0; step < 5; step++) (await next()).dispose();
    expect(createBindGroup).not.toHaveBeenCalled();
    createBindGroup.mockRestore();
  });

  it('reads small and large results in one go', async () => {
    const x = tensor(Float32Array.from({ length: 5000 }, (_, index) => index));
    const [total, doubled] = await Promise.all([x.sum().item(), x.mul(2).data()]);
    expect(total).toBe(12_497_500);
    expect(doubled[4999]).toBe(9998);
  });

  it('swaps variables', async () => {
    const [a, b] = [variable([1, 2]), variable([3, 4])];
    const [before, after] = [a.resolve(), b.resolve()];
    a.assign(after);
    b.assign(before);
    expect([await a.array(), await b.array()]).toEqual([
      [3, 4],
      [1, 2],
    ]);
  });

  it('lists what a plan runs', async () => {
    const prepare = device.prepare.bind(device);
    const described: string[] = [];
    const watched = new Proxy(device, {
      get: (target, name) => {
        if (name !== 'prepare') {
          const value = Reflect.get(target, name, target) as unknown;
          return typeof value === 'function' ? (value.bind(target) as unknown) : value;
        }
        return async (...args: Parameters<typeof prepare>) => {
          const plan = await prepare(...args);
          described.push(String(plan.describe()));
          return plan;
        };
      },
    });
    setDefaultDevice(watched);
    await tensor([[1, 2]])
      .softmax()
      .data();
    setDefaultDevice(device);
    expect(described).toHaveLength(1);
    expect(described[0]).toMatch(/^1 kernel,/);
  });
});

describe('a device that fails', () => {
  it('refuses to open without an adapter, and says what to do', async () => {
    const gpu = { requestAdapter: () => Promise.resolve(null) } as unknown as GPU;
    await expect(createWebGpuDevice({ gpu })).rejects.toThrow(NoDeviceError);
    await expect(createWebGpuDevice({ gpu })).rejects.toThrow(/createNodeGpu/);
  });

  it('names a feature that the adapter lacks, and what switches matrix units on', async () => {
    const gpu = await createNodeGpu();
    const features = ['chromium-experimental-subgroup-matrix' as GPUFeatureName];
    await expect(createWebGpuDevice({ gpu, features })).rejects.toThrow(ConfigError);
    await expect(createWebGpuDevice({ gpu, features })).rejects.toThrow(
      /expected an adapter with chromium-experimental-subgroup-matrix, got one without; .*use_vulkan_memory_model/,
    );
  });

  it('rejects what is awaited after the GPU was lost, and keeps rejecting', async () => {
    const device = await open();
    setDefaultDevice(device);
    const w = variable([1, 2, 3], { name: 'w' });
    w.assign(w.mul(2));
    await flush();
    device.gpu.destroy();
    await device.gpu.lost;
    w.assign(w.mul(2));
    await expect(flush()).rejects.toThrow(DeviceLostError);
    await expect(w.data()).rejects.toThrow(DeviceLostError);
    setDefaultDevice(undefined);
  });

  it('says that it was disposed', async () => {
    const device = await open();
    setDefaultDevice(device);
    const x = tensor([1, 2]).add(1);
    await x.data();
    device.dispose();
    await expect(x.mul(2).data()).rejects.toThrow(DisposedError);
    setDefaultDevice(undefined);
  });
});
