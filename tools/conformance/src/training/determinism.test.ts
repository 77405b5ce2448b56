// One seed, one training: run again, compiled or as written, each loss and each weight comes out the same to the bit.
import { setDefaultDevice } from '@tensorloom/tensor-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deviceNames, useDevice } from './devices.js';
import { digitBatches } from './digit-batches.js';
import { digitClassifier, lossesOf, type DigitBatch } from './digit-classifier.js';

interface Outcome {
  readonly losses: readonly number[];
  readonly weights: ReadonlyMap<string, unknown>;
}

async function train(way: 'as written' | 'compiled', batches: readonly DigitBatch[], seed: number): Promise<Outcome> {
  const classifier = digitClassifier([48, 32], seed);
  const losses = await lossesOf(classifier, batches, way);
  const named = [...classifier.model.namedVariables()];
  const values = await Promise.all(named.map(([, weight]) => weight.data()));
  return { losses, weights: new Map(named.map(([path], index) => [path, values[index]])) };
}

describe.each(deviceNames)('training on %s', { timeout: 60_000 }, (name) => {
  let batches: readonly DigitBatch[];
  let once: Outcome;

  beforeAll(async () => {
    batches = await digitBatches(25 * 32, 32);
    await useDevice(name);
    once = await train('compiled', batches, 1);
  });
  afterAll(() => setDefaultDevice(undefined));

  it('gives the same bits again for the same seed', async () => {
    expect(await train('compiled', batches, 1)).toEqual(once);
  });

  it('gives the same bits as written', async () => {
    expect(await train('as written', batches, 1)).toEqual(once);
  });

  it('gives others for another seed', async () => {
    const other = await train('compiled', batches, 2);
    expect(other.losses[0]).not.toBe(once.losses[0]);
    expect(other.losses.at(-1)).not.toBe(once.losses.at(-1));
  });
});
