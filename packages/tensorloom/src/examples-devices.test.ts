// The example of the public API that chooses devices by hand.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, tensor } from '@tensorloom/tensor-core';
import { createWebGpuDevice } from '@tensorloom/webgpu-device';
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import { describe, expect, it } from 'vitest';
import { openDevice } from './index.js';

const third = (): Promise<ArrayLike<number>> => tensor(1).div(3).data();

describe('example 6: devices by hand', () => {
  it('computes on a GPU', async ({ skip }) => {
    if (process.env['TENSORLOOM_DEVICE'] !== 'webgpu')
      skip('no WebGPU device was found: start the tests with npm test');
    setDefaultDevice(await createWebGpuDevice({ gpu: await createNodeGpu() }));
    expect(await third()).toEqual(Float32Array.of(1 / 3));
  });

  it('computes in doubles', async () => {
    setDefaultDevice(createCpuDevice({ precision: 'float64' }));
    expect(await third()).toEqual(Float64Array.of(1 / 3));
  });

  it('computes on the device that is named', async () => {
    setDefaultDevice(await openDevice('cpu'));
    expect(await third()).toEqual(Float32Array.of(1 / 3));
    await expect(openDevice('gpu' as never)).rejects.toThrow(/expected auto, webgpu or cpu, got gpu/);
  });

  it('says what to write where no device is set', async () => {
    setDefaultDevice(undefined);
    await expect(third()).rejects.toThrow(/createWebGpuDevice[^]*createCpuDevice[^]*import 'tensorloom'/);
  });
});
