// float16 on devices without it: refused, or stored in twice the room with the same values.
import { DTypeError, setDefaultDevice, tensor } from '@tensorloom/tensor-core';
import { afterEach, describe, expect, it } from 'vitest';
import { createWebGpuDevice, type WebGpuDeviceOptions } from './create-device.js';
import { createNodeGpu } from './node.js';

async function openWithout(float16: NonNullable<WebGpuDeviceOptions['float16']>): Promise<void> {
  setDefaultDevice(await createWebGpuDevice({ gpu: await createNodeGpu(), schedule: { halves: false }, float16 }));
}

describe('a device without float16', () => {
  afterEach(() => setDefaultDevice(undefined));

  it('says so, and what to do', async () => {
    await openWithout('error');
    const sum = tensor([1, 2], { dtype: 'float16' }).add(1);
    await expect(sum.data()).rejects.toThrow(DTypeError);
    await expect(sum.data()).rejects.toThrow(
      /float16 is not supported by this device; expected the feature shader-f16, got .* without it; use float32, or createWebGpuDevice\(\{ float16: 'float32' \}\)/,
    );
    expect(await tensor([1, 2]).add(1).array()).toEqual([2, 3]);
  });

  it('has the same values in float32 where that is asked for', async () => {
    await openWithout('float32');
    const x = tensor([0.1, 2049, 1e9], { dtype: 'float16' });
    expect(await x.array()).toEqual([0.0999755859375, 2048, Infinity]);
    expect(
      await x
        .add(x)
        .slice([0, 2])
        .matmul(tensor([[1], [1]], { dtype: 'float16' }))
        .array(),
    ).toEqual([4096]);
  });
});
