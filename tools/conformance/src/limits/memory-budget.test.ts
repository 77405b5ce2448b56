// A bound on the device's memory: what is kept for speed goes first, what does not fit is refused by name, and the device goes on.
import { compile, OutOfMemoryError, setDefaultDevice, tensor, variable, type Tensor } from '@tensorloom/tensor-core';
import { createWebGpuDevice, type WebGpuDevice } from '@tensorloom/webgpu-device';
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import { afterEach, describe, expect, it } from 'vitest';
import { digitBatches } from '../training/digit-batches.js';
import { digitClassifier, lossesOf } from '../training/digit-classifier.js';
import { beginCensus } from '../training/gpu-census.js';

const KIB = 1024;
const opened: WebGpuDevice[] = [];

async function open(memoryBudget?: number): Promise<WebGpuDevice> {
  const device = await createWebGpuDevice({ gpu: await createNodeGpu(), ...(memoryBudget && { memoryBudget }) });
  opened.push(device);
  setDefaultDevice(device);
  return device;
}
afterEach(() => {
  setDefaultDevice(undefined);
  for (const device of opened.splice(0)) device.dispose();
});

const numbers = (length: number): Float32Array => Float32Array.from({ length }, (_, index) => index % 9);

describe('a memory budget', { timeout: 60_000 }, () => {
  it('is kept by giving back what waits to be used again, and changes no number', async () => {
    const work = async (): Promise<number[]> => {
      const sums: number[] = [];
      for (let length = 20_000; length < 60_000; length += 4000) {
        const x = tensor(numbers(length)).add(1);
        sums.push(Array.from(await x.data()).reduce((sum, value) => sum + value, 0));
        x.dispose();
      }
      return sums;
    };
    await open();
    const { census, end } = beginCensus();
    const expected = await work();
    const without = census.liveBytes;
    await open(1024 * KIB);
    const before = census.liveBytes;
    let most = 0;
    const createBuffer = GPUDevice.prototype.createBuffer;
    GPUDevice.prototype.createBuffer = function (descriptor) {
      const buffer = createBuffer.call(this, descriptor);
      most = Math.max(most, census.liveBytes - before);
      return buffer;
    };
    const got = await work();
    GPUDevice.prototype.createBuffer = createBuffer;
    end();
    expect(got).toEqual(expected);
    expect(without).toBeGreaterThan(1536 * KIB);
    expect(most).toBeLessThanOrEqual(1024 * KIB);
  });

  it('lets training go on where plans of several shapes take turns', async () => {
    const budget = 820 * KIB;
    const batches = [
      ...(await digitBatches(2 * 64, 64)),
      ...(await digitBatches(2 * 24, 24)),
      ...(await digitBatches(40, 40)),
    ];
    const turns = [...batches, ...batches];
    await open();
    const { census, end } = beginCensus();
    const expected = await lossesOf(digitClassifier([32]), turns, 'compiled');
    end();
    expect(census.liveBytes).toBeGreaterThan(budget);
    await open(budget);
    expect(await lossesOf(digitClassifier([32]), turns, 'compiled')).toEqual(expected);
  });

  it('refuses what does not fit, naming those who hold most, and goes on', async () => {
    await open(1400 * KIB);
    const w = variable(numbers(100_000), { name: 'table' });
    const step = compile((x: Tensor) => {
      w.assign(w.add(x));
      return w.mul(2);
    });
    const first = await step(tensor(1));
    for (let time = 0; time < 2; time++) {
      const error = await step(tensor(1)).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(OutOfMemoryError);
      expect((error as Error).message).toMatch(/no room for tensor; expected at most 1433600 bytes.*memoryBudget/);
      expect((error as Error).message).toMatch(/the largest: .*variable table 400000.*; use smaller batches/);
    }
    expect((await first.data())[5]).toBe(12);
    first.dispose();
    // The refused runs changed nothing.
    expect((await w.data())[5]).toBe(6);
    const second = await step(tensor(1));
    expect((await second.data())[5]).toBe(14);
    second.dispose();
    const large = variable(numbers(300_000), { name: 'large' });
    await expect(large.sum().item()).rejects.toThrow(/no room for variable large float32\[300000\]/);
    expect((await w.data())[5]).toBe(7);
  });
});
