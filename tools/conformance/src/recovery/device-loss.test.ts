// A GPU that is lost in the middle of training: it is told, and training goes on from the last snapshot as if nothing had been.
/* eslint max-lines-per-function: off -- a list of tests is no function to keep short */
import {
  compile,
  ConfigError,
  DeviceLostError,
  NoDeviceError,
  protect,
  recoverDevice,
  setDefaultDevice,
  tensor,
  variable,
  type Protection,
  type Tensor,
} from '@tensorloom/tensor-core';
import { createWebGpuDevice, type WebGpuDevice } from '@tensorloom/webgpu-device';
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { digitBatches } from '../training/digit-batches.js';
import { digitClassifier, type Classifier, type DigitBatch } from '../training/digit-classifier.js';

const STEPS = 24;
let batches: readonly DigitBatch[];
let device: WebGpuDevice;
let protection: Protection | undefined;

beforeAll(async () => {
  batches = await digitBatches(STEPS * 32, 32);
});
beforeEach(async () => {
  device = await createWebGpuDevice({ gpu: await createNodeGpu() });
  setDefaultDevice(device);
});
afterEach(() => {
  protection?.stop();
  protection = undefined;
  setDefaultDevice(undefined);
  device.dispose();
});

type Way = 'compiled' | 'as written';

const lossOf = async ({ step, compiledStep }: Classifier, way: Way, batch: DigitBatch): Promise<number> =>
  (way === 'compiled' ? await compiledStep(batch) : step(batch)).item();

async function unbroken(way: Way): Promise<number[]> {
  const classifier = digitClassifier([32]);
  const losses: number[] = [];
  for (const batch of batches) losses.push(await lossOf(classifier, way, batch));
  return losses;
}

const recovered = async (): Promise<Awaited<ReturnType<typeof recoverDevice>>> => {
  const recovery = await recoverDevice();
  device = recovery.device as WebGpuDevice;
  return recovery;
};

/** Trains with a device that is lost before each of the steps in `lossesAt`; gives the losses, and checks what each recovery says. */
async function broken(way: Way, lossesAt: readonly number[]): Promise<number[]> {
  const classifier = digitClassifier([32]);
  protection = await protect({ snapshotEvery: 5 });
  const [losses, waiting]: [number[], number[]] = [[], [...lossesAt]];
  for (let step = 0; step < STEPS; step++) {
    if (step === waiting[0]) {
      waiting.shift();
      device.gpu.destroy();
    }
    try {
      losses[step] = await lossOf(classifier, way, batches[step] as DigitBatch);
    } catch (error) {
      expect(error).toBeInstanceOf(DeviceLostError);
      const { snapshotStep, stepsLost, lostVariables } = await recovered();
      expect(snapshotStep + stepsLost).toBe(step);
      // The newest snapshot may have been on its way.
      expect(stepsLost).toBeLessThanOrEqual(2 * 5);
      expect(lostVariables).toEqual([]);
      step = snapshotStep - 1;
    }
  }
  expect(waiting).toEqual([]);
  return losses;
}

describe.each(['compiled', 'as written'] as const)('training, %s,', { timeout: 60_000 }, (way) => {
  it('goes on bit for bit from the last snapshot', async () => {
    const expected = await unbroken(way);
    expect(await broken(way, [13])).toEqual(expected);
  });

  it('goes on after losses in a row, also before the next snapshot', async () => {
    const expected = await unbroken(way);
    expect(await broken(way, [0, 12, 12, 13, 20])).toEqual(expected);
  });
});

describe('a lost device', () => {
  it('rejects every await until it is recovered', async () => {
    const w = variable([1, 2, 3], { name: 'w' });
    const step = compile((x: Tensor) => {
      w.assign(w.mul(x));
      return w.sum();
    });
    const held = await step(tensor(2));
    device.gpu.destroy();
    for (let time = 0; time < 2; time++) {
      await expect(step(tensor(2))).rejects.toThrow(DeviceLostError);
      await expect(held.item()).rejects.toThrow(DeviceLostError);
      await expect(w.data()).rejects.toThrow(/recoverDevice\(\)/);
    }
  });

  it('rejects a read that is under way', async () => {
    const reading = tensor(new Float32Array(1 << 16))
      .add(1)
      .data();
    await new Promise((resolve) => setTimeout(resolve, 0));
    device.gpu.destroy();
    await expect(reading).rejects.toThrow(DeviceLostError);
  });

  it('rejects a program that is being prepared', async () => {
    const prepare = device.prepare.bind(device);
    Object.assign(device, {
      prepare: (...args: Parameters<typeof prepare>) => {
        const plan = prepare(...args);
        device.gpu.destroy();
        return plan;
      },
    });
    await expect(tensor([1, 2]).exp().add(3).data()).rejects.toThrow(DeviceLostError);
  });
});

describe('recovery', () => {
  it('brings back values, halves and integers too, and tells which were lost', async () => {
    const w = variable([1, 2, 3], { name: 'w' });
    const halves = variable([1.5, -0.25, 65504], { dtype: 'float16' });
    const counts = variable([7, -8], { dtype: 'int32' });
    const untouched = variable([4, 5]);
    const step = compile(() => {
      w.assign(w.mul(2));
      halves.assign(halves.mul(0.5));
      counts.assign(counts.add(1));
    });
    await step();
    protection = await protect();
    const made = variable([9], { name: 'made' });
    const copy = variable(w.add(1), { name: 'copy' });
    await Promise.all([made.data(), copy.data()]);
    await step();
    device.gpu.destroy();
    await expect(step()).rejects.toThrow(DeviceLostError);
    expect(await recovered()).toMatchObject({ snapshotStep: 0, stepsLost: 1, lostVariables: [] });
    const values = await Promise.all([w, halves, counts, untouched, made, copy].map((variable) => variable.array()));
    expect(values).toEqual([[2, 4, 6], [0.75, -0.125, 32752], [8, -7], [4, 5], [9], [3, 5, 7]]);
    await step();
    expect(await w.array()).toEqual([4, 8, 12]);
  });

  it('without a snapshot loses values, which can be assigned anew', async () => {
    const [w, unused] = [variable([1, 2], { name: 'w' }), variable([3, 4])];
    const step = compile(() => w.assign(w.mul(2)));
    await step();
    device.gpu.destroy();
    await expect(step()).rejects.toThrow(DeviceLostError);
    expect(await recovered()).toMatchObject({ snapshotStep: 0, stepsLost: 0, lostVariables: ['w'] });
    await expect(step()).rejects.toThrow(/variable w: its value was lost.*assign\(\)/s);
    await expect(w.data()).rejects.toThrow(DeviceLostError);
    expect(await unused.array()).toEqual([3, 4]);
    w.assign([5, 6]);
    await step();
    expect(await w.array()).toEqual([10, 12]);
  });

  it('leaves results of the lost device lost, and says so', async () => {
    protection = await protect();
    const held = tensor([1, 2]).add(1);
    const large = tensor(new Float32Array(5000)).add(1);
    await Promise.all([held.data(), large.data()]);
    device.gpu.destroy();
    await device.gpu.lost;
    await expect(tensor([1]).add(1).data()).rejects.toThrow(DeviceLostError);
    await recovered();
    // A small value that was read is on the host for good.
    expect(await held.array()).toEqual([2, 3]);
    await expect(large.data()).rejects.toThrow(/lost with its device.*compute it anew/s);
    await expect(held.mul(2).data()).rejects.toThrow(DeviceLostError);
    expect(await tensor([1]).add(1).array()).toEqual([2]);
  });

  it('brings back constants that a compiled function took in', async () => {
    protection = await protect();
    const table = tensor([10, 20, 30]);
    const scaled = compile((x: Tensor) => x.mul(table));
    for (let call = 0; call < 3; call++) await scaled(tensor([1, 1, 1]));
    device.gpu.destroy();
    await expect(scaled(tensor([1, 2, 3]))).rejects.toThrow(DeviceLostError);
    await recovered();
    expect(await (await scaled(tensor([1, 2, 3]))).array()).toEqual([10, 40, 90]);
    expect(await table.array()).toEqual([10, 20, 30]);
  });

  it('is refused while the device works, and can be tried again where no device is found', async () => {
    await expect(recoverDevice()).rejects.toThrow(ConfigError);
    const w = variable([1]);
    await w.data();
    protection = await protect();
    await expect(protect()).rejects.toThrow(/one at a time/);
    const reopen = device.reopen?.bind(device);
    Object.assign(device, { reopen: () => Promise.reject(new NoDeviceError('gone for good')) });
    device.gpu.destroy();
    await expect(tensor([1]).add(1).data()).rejects.toThrow(DeviceLostError);
    await expect(recoverDevice()).rejects.toThrow('gone for good');
    Object.assign(device, { reopen });
    await recovered();
    expect(await w.array()).toEqual([1]);
  });
});
