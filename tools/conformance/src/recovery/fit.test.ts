// Trainer.fit with a GPU that is lost on the way: the run ends with the history and the weights of an unbroken one.
import { generatedDigits } from '@tensorloom/datasets';
import { Dense, Dropout, Flatten, Rescaling, Sequential } from '@tensorloom/nn-layers';
import { Adam } from '@tensorloom/optimizers';
import {
  defaultDevice,
  DeviceLostError,
  flush,
  setDefaultDevice,
  setRandomSeed,
  type TypedArray,
} from '@tensorloom/tensor-core';
import { losses, Trainer, type BatchSource, type Callback } from '@tensorloom/training';
import { createWebGpuDevice, type WebGpuDevice } from '@tensorloom/webgpu-device';
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

beforeEach(async () => setDefaultDevice(await createWebGpuDevice({ gpu: await createNodeGpu() })));
afterEach(async () => {
  (await defaultDevice()).dispose();
  setDefaultDevice(undefined);
});

const lose = async (): Promise<void> => ((await defaultDevice()) as WebGpuDevice).gpu.destroy();

/** The data set, with something happening before its n-th batch, counted over all walks. */
function interrupted(source: BatchSource, at: number, happening: () => Promise<void>): BatchSource {
  let count = 0;
  return {
    ...(source.size === undefined ? {} : { size: source.size }),
    async *[Symbol.asyncIterator]() {
      for await (const batch of source) {
        if (count++ === at) await happening();
        yield batch;
      }
    },
  };
}

interface Interruptions {
  readonly snapshotEvery?: number;
  /** Before a training batch, before a validation batch, at the end of a batch (each counted from 0 over both epochs). */
  readonly train?: number;
  readonly validation?: number;
  readonly batchEnd?: number;
}

function network() {
  setRandomSeed(5);
  const model = new Sequential([
    new Rescaling(1 / 255),
    new Flatten(),
    new Dense(16, { activation: 'relu' }),
    new Dropout(0.2),
    new Dense(10),
  ]);
  const loss = new losses.SparseCategoricalCrossentropy({ fromLogits: true });
  const trainer = new Trainer(model, { optimizer: new Adam(), loss, metrics: ['accuracy'] });
  const digits = generatedDigits({ train: 12 * 32, test: 64, seed: 2 });
  const weights = (): Promise<TypedArray[]> => Promise.all(model.variables.map((weight) => weight.data()));
  return { model, trainer, digits, weights };
}

async function fit({ snapshotEvery, train = -1, validation = -1, batchEnd = -1 }: Interruptions) {
  const { trainer, digits, weights } = network();
  const warnings: string[] = [];
  const seen: number[] = [];
  let count = 0;
  const reading: Callback = {
    async onBatchEnd(_batch, logs) {
      if (count++ === batchEnd) await lose();
      seen.push(await logs['loss']!.item());
    },
  };
  const { history } = await trainer.fit(interrupted(digits.train.batch(32), train, lose), {
    epochs: 2,
    validationData: interrupted(digits.test.batch(32), validation, lose),
    callbacks: batchEnd < 0 ? [] : [reading],
    progress: { warn: (message) => warnings.push(message) },
    ...(snapshotEvery && { snapshotEvery }),
  });
  return { outcome: { history, weights: await weights() }, warnings, seen };
}

describe('fit', { timeout: 60_000 }, () => {
  it('ends as if nothing had been, wherever the device is lost', async () => {
    const { outcome: unbroken } = await fit({});
    for (const where of [
      { train: 0 },
      { train: 1 },
      { train: 7 },
      { train: 12 },
      { train: 20 },
      { validation: 1 },
      { validation: 2 },
    ]) {
      const { outcome, warnings } = await fit({ ...where, snapshotEvery: 5 });
      expect(outcome, JSON.stringify(where)).toEqual(unbroken);
      expect(warnings).toEqual([expect.stringMatching(/^fit: the device was lost by step \d+;.*steps are repeated$/)]);
    }
  });

  it('tells callbacks the numbers of an unbroken run', async () => {
    const { seen: expected } = await fit({ batchEnd: 1000 });
    const { seen, warnings } = await fit({ batchEnd: 9, snapshotEvery: 4 });
    expect(seen).toEqual(expected);
    expect(warnings).toHaveLength(1);
  });

  it('goes on with what was learned before, lost before the first batch', async () => {
    const again = async (at: number) => {
      const { trainer, digits, weights } = network();
      await trainer.fit(digits.train.batch(32), { progress: false });
      const options = { snapshotEvery: 5, progress: { warn: () => undefined } };
      await trainer.fit(interrupted(digits.train.batch(32), at, lose), options);
      return weights();
    };
    expect(await again(0)).toEqual(await again(-1));
  });

  it('names what is lost where no snapshot was taken', async () => {
    const { model, trainer, digits } = network();
    model.build([null, 28, 28, 1]);
    for (const weight of model.trainableVariables) weight.assign(weight.mul(2));
    await flush();
    await lose();
    await expect(
      trainer.fit(digits.train.batch(32), { snapshotEvery: 5, progress: { warn: () => undefined } }),
    ).rejects.toThrow(/variable dense\w*\/(kernel|bias): its value was lost with its device/);
  });

  it('rejects where it is not asked to survive', async () => {
    await expect(fit({ train: 7 })).rejects.toThrow(DeviceLostError);
  });

  it('gives up when devices are lost one after another', async () => {
    const device = (await defaultDevice()) as WebGpuDevice;
    const reopen = device.reopen!.bind(device);
    const doomed = async (): Promise<WebGpuDevice> => {
      const next = (await reopen()) as WebGpuDevice;
      next.gpu.destroy();
      return Object.assign(next, { reopen: doomed });
    };
    Object.assign(device, { reopen: doomed });
    await expect(fit({ train: 7, snapshotEvery: 5 })).rejects.toThrow(DeviceLostError);
  });
});
