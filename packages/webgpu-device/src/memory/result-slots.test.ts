// Small results over many runs: they need no buffer after the first runs, however many are held.
import { compile, setDefaultDevice, zeros, type Tensor } from '@tensorloom/tensor-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createWebGpuDevice, type WebGpuDevice } from '../index.js';
import { createNodeGpu } from '../node.js';

describe('small results', () => {
  let device: WebGpuDevice;
  beforeAll(async () => {
    device = await createWebGpuDevice({ gpu: await createNodeGpu() });
    setDefaultDevice(device);
  });
  afterAll(() => {
    setDefaultDevice(undefined);
    device.dispose();
  });

  it('come home without a new buffer when their slots are needed again', async () => {
    const run = compile((value: number) => zeros([2]).add(value));
    const held: Tensor[] = [];
    for (let call = 0; call < 3; call++) held.push(await run(call));
    const createBuffer = vi.spyOn(device.gpu, 'createBuffer');
    for (let call = 3; call < 400; call++) held.push(await run(call));
    expect(createBuffer).not.toHaveBeenCalled();
    createBuffer.mockRestore();
    expect(await held[5]?.data()).toEqual(new Float32Array([5, 5]));
  });
});
