// Autotuning on a software adapter, where it is asked for: the same numbers, nothing believed, nothing of the user's touched.
import { createCpuDevice } from '@tensorloom/cpu-device';
import {
  ConfigError,
  lower,
  tensor,
  type Device,
  type HostTensor,
  type Program,
  type Tensor,
  type TypedArray,
} from '@tensorloom/tensor-core';
import type { GemmSchedule } from '@tensorloom/wgsl-kernels';
import { describe, expect, it } from 'vitest';
import { createWebGpuDevice, type AutotuneOptions, type WebGpuDevice, type WebGpuDeviceOptions } from '../index.js';
import { createNodeGpu } from '../node.js';

function values(length: number, seed: number): Float32Array {
  return Float32Array.from({ length }, (_, index) => Math.sin(seed + index * 12.9898));
}

interface Example {
  readonly program: Program;
  readonly inputs: readonly HostTensor[];
}

function example(make: (...inputs: Tensor[]) => Tensor, ...shapes: number[][]): Example {
  const inputs = shapes.map((shape, index): HostTensor => ({
    data: values(
      shape.reduce((size, extent) => size * extent, 1),
      index,
    ),
    shape,
    dtype: 'float32',
  }));
  const { program } = lower(
    [make(...inputs.map(({ data, shape }) => tensor(data as Float32Array, { shape })))],
    new Map(),
  );
  return { program, inputs };
}

const product = example((a, b, bias) => a.matmul(b).add(bias).relu(), [33, 65], [65, 31], [31]);

async function run(device: Device, { program, inputs }: Example): Promise<{ result: TypedArray; names: string[] }> {
  const plan = await device.prepare(program);
  const [result] = await device.read(await plan.run({ inputs, state: [], host: new Float64Array() }));
  const names = plan.describe().kernels.map(({ name }) => name);
  plan.dispose();
  return { result: result as TypedArray, names };
}

async function open(
  autotune: NonNullable<WebGpuDeviceOptions['autotune']>,
  schedule: WebGpuDeviceOptions['schedule'] = {},
): Promise<WebGpuDevice> {
  return createWebGpuDevice({ gpu: await createNodeGpu(), autotune, schedule });
}

/** A store in memory that counts. */
function countingStore(entries: Map<string, unknown> = new Map()) {
  const counts = { get: 0, set: 0 };
  const store: NonNullable<AutotuneOptions['store']> = {
    get: (key) => {
      counts.get++;
      return Promise.resolve(entries.get(key));
    },
    set: (key, value) => {
      counts.set++;
      entries.set(key, value);
      return Promise.resolve();
    },
  };
  return { store, counts, entries };
}

/** A store that knows one answer to everything. */
const always = (schedule: unknown): NonNullable<AutotuneOptions['store']> => ({
  get: () => Promise.resolve({ schedule }),
  set: () => Promise.reject(new Error('full')),
});

const staged: GemmSchedule = { variant: 'staged', blockM: 32, blockN: 16, blockK: 16, threadM: 4, threadN: 4 };
const subgroupSize = (await (await createNodeGpu()).requestAdapter())?.info.subgroupMinSize ?? 0;
const shuffle: GemmSchedule = { variant: 'shuffle', subgroupSize, subgroups: 4, rows: 4, vectors: 1 };
const reference = createCpuDevice({ precision: 'float64' });

/** The largest difference of two results. */
function difference(got: TypedArray, want: TypedArray): number {
  return Math.max(...Array.from(got, (value, index) => Math.abs(Number(value) - Number(want[index]))));
}

describe('autotune', () => {
  it('measures each kind of product once, keeps what it found, and has the same numbers', async () => {
    const { store, counts, entries } = countingStore();
    const device = await open({ store, rounds: 1, software: true });
    const { result: want } = await run(reference, product);
    expect(difference((await run(device, product)).result, want)).toBeLessThan(1e-5);
    expect(counts).toEqual({ get: 1, set: 1 });
    expect([...entries.keys()][0]).toContain(`1x33x31x65/1`);
    expect([...entries.keys()].every((key) => key.includes(device.adapter.description))).toBe(true);
    await run(device, product);
    expect(counts).toEqual({ get: 1, set: 1 });
    device.dispose();
    const next = await open({ store, rounds: 1, software: true });
    await run(next, product);
    expect(counts).toEqual({ get: 2, set: 1 });
    next.dispose();
  }, 60_000);

  it.each([
    ['staged blocks', staged, 'gemm staged 32x16x16', product],
    ['shuffles', shuffle, 'gemm shuffle 4x1', product],
    ['shuffles of slices', shuffle, 'gemm shuffle 4x1', example((a, b) => a.matmul(b).relu(), [9, 2048], [2048, 17])],
  ] as const)(
    'takes the schedule that was kept, and computes the same with it: %s',
    async (_, kept, name, one) => {
      const device = await open({ store: always(kept), software: true }, { software: false });
      const { result, names } = await run(device, one);
      expect(names.join()).toContain(name);
      expect(difference(result, (await run(reference, one)).result)).toBeLessThan(3e-5);
      device.dispose();
    },
    90_000,
  );

  it.each([
    ['a string', 'staged'],
    ['nothing', null],
    ['numbers that do not fit', { ...staged, blockM: 48 }],
    ['one that no device was offered', { ...staged, blockM: 256 }],
    ['text for numbers', { ...staged, blockM: '64; }' }],
  ])(
    'believes no store: %s',
    async (_, schedule) => {
      const device = await open({ store: always(schedule), rounds: 1, software: true });
      const { result, names } = await run(device, product);
      expect(names.join()).not.toContain('staged');
      expect(difference(result, (await run(reference, product)).result)).toBeLessThan(1e-5);
      device.dispose();
    },
    60_000,
  );

  it.skipIf(subgroupSize === 0)('measures nothing where loads of four suit', async () => {
    const { store, counts } = countingStore();
    const device = await open({ store, rounds: 1, software: true });
    const large = example((a, b) => a.matmul(b), [512, 512], [512, 512]);
    expect((await run(device, large)).names.join()).toContain('quads');
    expect(counts).toEqual({ get: 0, set: 0 });
    device.dispose();
  });

  it('goes on where the store fails', async () => {
    const fail = (): never => {
      throw new Error('no disk');
    };
    const device = await open({ store: { get: fail, set: fail }, rounds: 1, software: true });
    expect((await run(device, product)).result).toHaveLength(33 * 31);
    device.dispose();
  }, 60_000);

  it('is off on software adapters unless asked for there', async () => {
    const { store, counts } = countingStore();
    for (const autotune of [false, true, { store }]) {
      const device = await open(autotune);
      await run(device, product);
      device.dispose();
    }
    expect(counts).toEqual({ get: 0, set: 0 });
  });

  it('refuses a count of rounds that is none', async () => {
    await expect(open({ rounds: 0, software: true })).rejects.toThrow(ConfigError);
    await expect(open({ rounds: 1.5, software: true })).rejects.toThrow(
      /expected a whole number of at least 1, got 1.5/,
    );
  });
});
