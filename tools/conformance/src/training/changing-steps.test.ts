// What may change between steps without new work for the device: the size of the last batch, the learning rate.
import { setDefaultDevice, type Device } from '@tensorloom/tensor-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createWebGpuDevice } from '@tensorloom/webgpu-device';
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import { deviceNames, useDevice } from './devices.js';
import { digitBatches } from './digit-batches.js';
import { digitClassifier, lossesOf, type DigitBatch } from './digit-classifier.js';
import { beginCensus } from './gpu-census.js';

let batches: readonly DigitBatch[];
beforeAll(async () => {
  batches = await digitBatches(4 * 32 + 7, 32);
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => setDefaultDevice(undefined));

describe('a smaller last batch', { timeout: 60_000 }, () => {
  it('gives the same losses on the CPU and on WebGPU, in two epochs', async () => {
    const twoEpochs = [...batches, ...batches];
    expect(batches.map(({ x }) => x.shape[0])).toEqual([32, 32, 32, 32, 7]);
    await useDevice('cpu');
    const expected = await lossesOf(digitClassifier([32]), twoEpochs, 'compiled');
    await useDevice('webgpu');
    const got = await lossesOf(digitClassifier([32]), twoEpochs, 'compiled');
    got.forEach((loss, step) =>
      expect(Math.abs(loss / (expected[step] as number) - 1), `step ${step}`).toBeLessThan(1e-4),
    );
  });

  it('makes few new pipelines once, and none in the next epoch', async () => {
    // A device of its own knows no pipelines yet.
    const device = await createWebGpuDevice({ gpu: await createNodeGpu() });
    setDefaultDevice(device);
    const { census, end } = beginCensus();
    try {
      const classifier = digitClassifier([32]);
      const whole = batches.slice(0, -1);
      const last = batches.slice(-1);
      await lossesOf(classifier, whole, 'compiled');
      const { pipelines } = census;
      await lossesOf(classifier, last, 'compiled');
      expect(pipelines).toBeGreaterThan(0);
      // Products of few rows have narrower tiles.
      expect(census.pipelines - pipelines).toBeLessThanOrEqual(5);
      const afterFirst = { ...census };
      await lossesOf(classifier, [...whole, ...last], 'compiled');
      expect({ ...census, submits: 0 }).toEqual({ ...afterFirst, submits: 0 });
    } finally {
      end();
      device.dispose();
    }
  });
});

describe.each(deviceNames)('another learning rate on %s', { timeout: 60_000 }, (name) => {
  it.each(['compiled', 'as written'] as const)(
    'makes no new plan and counts from the next step on, %s',
    async (way) => {
      const device: Device = await useDevice(name);
      const classifier = digitClassifier([32]);
      const whole = batches.slice(0, 4) as DigitBatch[];
      await lossesOf(classifier, whole, way);
      const prepare = vi.spyOn(device, 'prepare');
      classifier.optimizer.learningRate = 0;
      const weight = classifier.model.trainableVariables[0];
      const before = await weight?.data();
      prepare.mockClear();
      await lossesOf(classifier, whole, way);
      expect(prepare).not.toHaveBeenCalled();
      expect(await weight?.data()).toEqual(before);
      classifier.optimizer.learningRate = 1e-2;
      await lossesOf(classifier, whole, way);
      expect(await weight?.data()).not.toEqual(before);
      // A size that is new makes one.
      await lossesOf(classifier, await digitBatches(3, way === 'compiled' ? 3 : 2), way);
      expect(prepare).toHaveBeenCalled();
    },
  );
});
