// Steps that are awaited and never read: memory is flat from the third on, and a step makes nothing on the GPU.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { setDefaultDevice, synchronize } from '@tensorloom/tensor-core';
import { afterAll, describe, expect, it } from 'vitest';
import type { AwaitedSteps } from './awaited-steps.js';
import { deviceNames, useDevice } from './devices.js';
import { digitBatches } from './digit-batches.js';
import { digitClassifier, type Classifier, type DigitBatch } from './digit-classifier.js';

const hooks = new URL('../../../setup/typescript.mjs', import.meta.url).href;
const program = fileURLToPath(new URL('awaited-steps.ts', import.meta.url));

afterAll(() => setDefaultDevice(undefined));

describe('300 steps on WebGPU', () => {
  it('make nothing after the third, submit once each, and let the process end', async () => {
    // Rejects for an exit code other than 0, and for a process that does not end.
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', hooks, program, '300'], {
      timeout: 60_000,
    });
    const { afterThree, atTheEnd } = JSON.parse(stdout) as AwaitedSteps;
    expect({ ...atTheEnd, submits: 0 }).toEqual({ ...afterThree, submits: 0 });
    const submits = atTheEnd.submits - afterThree.submits;
    expect(submits).toBeGreaterThanOrEqual(297);
    // Losses that nobody has read come home now and then, 128 at once.
    expect(submits).toBeLessThanOrEqual(297 + 3);
    // The weights, and the two moments that Adam keeps of each.
    expect(afterThree.liveBytes).toBeGreaterThan(3 * 4 * 784 * 32);
  }, 60_000);
});

/** Bytes in use once everything that nobody holds is gone; finalizers give back more for the next collection. */
async function bytesInUse(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  await synchronize();
  for (let round = 0; round < 3; round++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function steps({ compiledStep }: Classifier, batches: readonly DigitBatch[], count: number): Promise<void> {
  for (let step = 0; step < count; step++) await compiledStep(batches[step % batches.length] as DigitBatch);
}

describe.each(deviceNames)('steps on %s', (name) => {
  it('leave nothing behind in the memory of the process', async () => {
    const batches = await digitBatches(8 * 32, 32);
    await useDevice(name);
    const classifier = digitClassifier([32]);
    await steps(classifier, batches, 250);
    const before = await bytesInUse();
    await steps(classifier, batches, 900);
    // A step that kept its batch (25 KB) or what it recorded would hold more than a kilobyte; the engine itself comes and goes
    // by 200 KB.
    expect((await bytesInUse()) - before).toBeLessThan(900 * 512);
  }, 60_000);
});
