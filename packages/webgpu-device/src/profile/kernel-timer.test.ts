// The timer leaves the device as it was, and says what is missing.
import { ConfigError, profile, setDefaultDevice, tensor } from '@tensorloom/tensor-core';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { createWebGpuDevice } from '../create-device.js';
import type { GpuContext } from '../memory/gpu-context.js';
import { createNodeGpu } from '../node.js';
import { KernelTimer } from './kernel-timer.js';

const device = await createWebGpuDevice({ gpu: await createNodeGpu() });
afterAll(() => setDefaultDevice(undefined));

describe('the kernel timer', () => {
  it('needs the feature', () => {
    const context = { gpu: { features: new Set() } } as unknown as GpuContext;
    expect(() => new KernelTimer(context)).toThrow(ConfigError);
    expect(() => new KernelTimer(context)).toThrow(/timestamp-query/);
  });

  it.skipIf(!device.gpu.features.has('timestamp-query'))('leaves no buffer and no pass behind', async () => {
    setDefaultDevice(device);
    const work = (): Promise<unknown> => tensor(new Float32Array(500)).add(1).exp().sum().data();
    await work();
    await work();
    const passes = vi.spyOn(GPUCommandEncoder.prototype, 'beginComputePass');
    await work();
    const before = passes.mock.calls.length;
    const created = vi.spyOn(GPUDevice.prototype, 'createBuffer');
    const destroyed = vi.spyOn(GPUBuffer.prototype, 'destroy');
    await profile(work, { warmUp: 1, runs: 3 });
    expect(created.mock.calls.length).toBeGreaterThanOrEqual(4);
    expect(destroyed.mock.calls.length).toBe(created.mock.calls.length);
    passes.mockClear();
    await work();
    expect(passes.mock.calls).toEqual(new Array(before).fill([]));
    vi.restoreAllMocks();
  });

  it.skipIf(!device.gpu.features.has('timestamp-query'))('refuses a second one beside it', () => {
    const timer = device.timeKernels?.();
    expect(() => device.timeKernels?.()).toThrow(/one profile at a time/);
    timer?.stop();
    device.timeKernels?.().stop();
  });
});
