// A GPU that has no room: the run that wanted it is refused and has changed nothing, and the same device goes on.
/* eslint max-lines-per-function: off -- a list of tests is no function to keep short */
import {
  compile,
  lower,
  OutOfMemoryError,
  setDefaultDevice,
  setRandomSeed,
  tensor,
  variable,
  type Tensor,
} from '@tensorloom/tensor-core';
import { createWebGpuDevice, type WebGpuDevice } from '@tensorloom/webgpu-device';
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digitBatches } from '../training/digit-batches.js';
import { digitClassifier, lossesOf, type Classifier } from '../training/digit-classifier.js';
import { ScarceMemory } from './scarce-memory.js';

const KIB = 1024;
let device: WebGpuDevice;
let memory: ScarceMemory;

beforeEach(async () => {
  device = await createWebGpuDevice({ gpu: await createNodeGpu() });
  setDefaultDevice(device);
  memory = new ScarceMemory(Infinity);
});
afterEach(() => {
  memory.end();
  setDefaultDevice(undefined);
  device.dispose();
});

const numbers = (length: number): Float32Array => Float32Array.from({ length }, (_, index) => index % 9);

/** Rejects with an OutOfMemoryError of these words, and leaves the device able to work. */
async function refused(work: () => Promise<unknown>, ...words: readonly RegExp[]): Promise<void> {
  const error = await work().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(OutOfMemoryError);
  for (const word of words) expect((error as Error).message).toMatch(word);
  expect(device.failure).toBeUndefined();
  memory.bytes = Infinity;
  expect(await tensor([1, 2]).add(1).array()).toEqual([2, 3]);
}

describe('a GPU that has no room', { timeout: 60_000 }, () => {
  it('for a result refuses that run alone: variables and earlier results are as before', async () => {
    const w = variable(numbers(100_000), { name: 'table' });
    const step = compile((x: Tensor) => {
      w.assign(w.add(x));
      return w.mul(2);
    });
    const first = await step(tensor(1));
    const held = (): readonly string[] =>
      device.memoryReport!().items.flatMap(({ kind, name }) => (kind === 'result' ? [name] : []));
    const before = held();
    for (let time = 0; time < 2; time++) {
      memory.bytes = memory.used + 100 * KIB;
      const words = /no room for tensor of \d+ bytes.*variable table 400000.*use smaller batches/s;
      await refused(() => step(tensor(1)), words);
    }
    expect(held()).toEqual(before);
    expect((await first.data())[5]).toBe(12);
    expect((await w.data())[5]).toBe(6);
    expect((await (await step(tensor(1))).data())[5]).toBe(14);
  });

  it('for intermediates refuses that run, and a smaller batch goes on', async () => {
    const w = variable(numbers(300), { name: 'w' });
    const step = compile((x: Tensor) => {
      const made = x
        .reshape([-1, 1])
        .mul(w)
        .softmax()
        .matmul(w.reshape([300, 1]));
      w.assign(w.add(1));
      return made.mean();
    });
    const ones = (length: number): Tensor => tensor(new Float32Array(length).fill(1));
    const small = await (await step(ones(10))).item();
    memory.bytes = memory.used + 200 * KIB;
    await refused(() => step(ones(1000)), /arena of intermediates of \d+ bytes/);
    expect((await w.data())[3]).toBe(4);
    w.assign(numbers(300));
    expect(await (await step(ones(10))).item()).toBe(small);
  });

  it('for a variable leaves the others alive, and the variable as it was', async () => {
    const w = variable(numbers(1000), { name: 'w' });
    await w.data();
    memory.bytes = memory.used + 600 * KIB;
    const large = variable(numbers(300_000), { name: 'large' });
    await refused(() => large.sum().item(), /no room for variables of \d+ bytes/);
    memory.bytes = memory.used + 300 * KIB;
    w.assign(w.add(1));
    expect((await w.data())[5]).toBe(6);
    const next = variable(numbers(500), { name: 'next' });
    expect((await next.data())[5]).toBe(5);
    memory.bytes = Infinity;
    expect((await large.data())[5]).toBe(5);
    expect((await w.data())[5]).toBe(6);
  });

  it('for data that came from the host keeps them there', async () => {
    const x = tensor(numbers(50_000));
    const sum = await x.sum().item();
    memory.bytes = memory.used + 100 * KIB;
    expect(await x.sum().item()).toBe(sum);
    expect(memory.refusals).toBeGreaterThan(0);
    expect(await x.sum().item()).toBe(sum);
    memory.bytes = Infinity;
    expect((await x.add(1).data())[5]).toBe(6);
  });

  it('for a readback leaves the value where it is', async () => {
    const x = tensor(numbers(50_000)).add(1);
    const made = await compile(() => x.mul(2))();
    memory.bytes = 0;
    await refused(() => made.data(), /no room for readback of \d+ bytes/);
    expect((await made.data())[5]).toBe(12);
  });

  it('gets back first what only waits to be used again, and nobody notices', async () => {
    const work = async (): Promise<number[]> => {
      const sums: number[] = [];
      for (let length = 20_000; length < 60_000; length += 4000) {
        const x = tensor(numbers(length)).add(1);
        sums.push(Array.from(await x.data()).reduce((sum, value) => sum + value, 0));
        x.dispose();
      }
      return sums;
    };
    const expected = await work();
    expect(memory.used).toBeGreaterThan(1536 * KIB);
    device.dispose();
    device = await createWebGpuDevice({ gpu: await createNodeGpu() });
    setDefaultDevice(device);
    memory.end();
    memory = new ScarceMemory(1024 * KIB);
    expect(await work()).toEqual(expected);
    expect(memory.refusals).toBeGreaterThan(0);
  });

  it.each(['compiled', 'as written'] as const)(
    'in the middle of training, %s, leaves all that was learned',
    async (way) => {
      const batches = await digitBatches(6 * 32, 32);
      const [large] = await digitBatches(512, 512);
      const train = async (between: (classifier: Classifier) => Promise<void>): Promise<number[]> => {
        const classifier = digitClassifier([32]);
        const before = await lossesOf(classifier, batches.slice(0, 3), way);
        await between(classifier);
        // The refused step has drawn its keys.
        setRandomSeed(4);
        return [...before, ...(await lossesOf(classifier, batches.slice(3), way))];
      };
      const expected = await train(async () => undefined);
      const got = await train(async (classifier) => {
        memory.bytes = memory.used + 64 * KIB;
        await refused(() => lossesOf(classifier, [large!], way));
        expect(classifier.optimizer.iterations).toBe(3);
      });
      expect(got).toEqual(expected);
    },
  );

  it('for the numbers of a run refuses that run', async () => {
    memory.bytes = memory.used;
    await refused(() => tensor([1, 2]).mul(3).data(), /no room for/);
    expect(await tensor([1, 2]).mul(3).array()).toEqual([3, 6]);
  });

  it('to measure a product takes the schedule that suits its shape', async () => {
    memory.end();
    device.dispose();
    let kept = 0;
    const store = { get: () => Promise.resolve(undefined), set: () => Promise.resolve(void kept++) };
    device = await createWebGpuDevice({ gpu: await createNodeGpu(), autotune: { store, rounds: 1, software: true } });
    setDefaultDevice(device);
    memory = new ScarceMemory(Infinity);
    // An operand, the other one, the result, its way to the host, then parameters and timestamps: each is the first without room.
    for (const [at, rooms] of [0, 1, 2, 3, 4, 4.05, Infinity].entries()) {
      const [rows, square] = [tensor(numbers(32 * (32 + at))).reshape([32 + at, 32]), 32 * 32 * 4];
      const product = rows.matmul(tensor(numbers(32 * 32)).reshape([32, 32]));
      const before = memory.refusals;
      memory.bytes = memory.used + rooms * (square + at * 32 * 4);
      const plan = await device.prepare(lower([product], new Map()).program);
      expect(memory.refusals > before).toBe(rooms < Infinity);
      expect(device.failure).toBeUndefined();
      expect(kept).toBe(rooms < Infinity ? 0 : 1);
      plan.dispose();
      memory.bytes = Infinity;
    }
    expect(await tensor([1, 2]).add(1).array()).toEqual([2, 3]);
  });
});
