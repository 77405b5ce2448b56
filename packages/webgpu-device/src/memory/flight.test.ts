// Runs in flight: never more than the bound when each is awaited, however many others wait for the GPU at the same time.
import { compile, setDefaultDevice, synchronize, tensor, variable, type Tensor } from '@tensorloom/tensor-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebGpuDevice, type WebGpuDevice } from '../index.js';
import { createNodeGpu } from '../node.js';
import { Flight } from './flight.js';
import type { GpuContext } from './gpu-context.js';

/** A GPU whose work finishes when it is told to. */
function fakeGpu() {
  const waiting: (() => void)[] = [];
  const onSubmittedWorkDone = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));
  const context = { gpu: { queue: { onSubmittedWorkDone } } } as unknown as GpuContext;
  return { context, finish: () => waiting.splice(0).forEach((resolve) => resolve()) };
}

describe('Flight', () => {
  it('counts each run that has finished once', async () => {
    const { context, finish } = fakeGpu();
    const flight = new Flight(context, true);
    for (let run = 0; run < 6; run++) flight.submitted();
    const waits = [1, 2].map(() => flight.until(() => context.gpu.queue.onSubmittedWorkDone()));
    await new Promise((resolve) => setTimeout(resolve, 0));
    flight.submitted();
    flight.submitted();
    expect(flight.runs).toBe(8);
    finish();
    await Promise.all(waits);
    expect(flight.runs).toBe(2);
  });

  it('lets nobody on while eight are in flight', async () => {
    const { context, finish } = fakeGpu();
    const flight = new Flight(context, true);
    for (let run = 0; run < 8; run++) {
      await flight.ready();
      flight.submitted();
    }
    let isReady = false;
    const ready = flight.ready().then(() => (isReady = true));
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(isReady).toBe(false);
    finish();
    await ready;
    expect(flight.runs).toBe(0);
  });
});

describe('a loop that awaits its steps', () => {
  let device: WebGpuDevice;
  beforeAll(async () => {
    device = await createWebGpuDevice({ gpu: await createNodeGpu() });
    setDefaultDevice(device);
  });
  afterAll(() => {
    setDefaultDevice(undefined);
    device.dispose();
  });

  it.each(['reads nothing', 'reads now and then'])('has at most eight in flight where it %s', async (way) => {
    const { queue } = device.gpu;
    let [submitted, finished, most] = [0, 0, 0];
    const submit = queue.submit.bind(queue);
    queue.submit = (buffers) => {
      submit(buffers);
      const mine = ++submitted;
      most = Math.max(most, submitted - finished);
      void queue.onSubmittedWorkDone().then(() => (finished = Math.max(finished, mine)));
    };
    const w = variable(new Float32Array(200 * 200), { shape: [200, 200] });
    const step = compile((x: Tensor) => {
      w.assign(w.matmul(w).add(x));
      return w.sum();
    });
    const reads: Promise<unknown>[] = [];
    for (let call = 0; call < 60; call++) {
      const result = await step(tensor(0));
      if (way !== 'reads nothing' && call % 3 === 0) reads.push(result.item());
    }
    await Promise.all(reads);
    await synchronize();
    queue.submit = submit;
    expect(most).toBeGreaterThan(1);
    // Readbacks are submissions, too: with every third step one.
    expect(most).toBeLessThanOrEqual(way === 'reads nothing' ? 8 : 12);
  });
});
