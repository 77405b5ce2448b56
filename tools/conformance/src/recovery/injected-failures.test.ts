// Failures put in by hand: each is an error of ours where the user waits, and leaves neither zeros nor another tensor's values.
/* eslint max-lines-per-function: off -- a list of tests is no function to keep short */
import {
  compile,
  ConfigError,
  flush,
  setDefaultDevice,
  tensor,
  variable,
  type Device,
  type Tensor,
} from '@tensorloom/tensor-core';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { createWebGpuDevice } from '@tensorloom/webgpu-device';
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const host = (length: number) =>
  ({ data: new Float32Array(length).fill(7), shape: [length], dtype: 'float32' }) as const;

const kinds: readonly (readonly [string, () => Promise<Device>])[] = [
  ['cpu', async () => createCpuDevice()],
  ['webgpu', async () => createWebGpuDevice({ gpu: await createNodeGpu() })],
];

describe.each(kinds)('an injected failure, on %s,', (_kind, open) => {
  let here: Device;
  beforeEach(async () => setDefaultDevice((here = await open())));
  afterEach(() => {
    setDefaultDevice(undefined);
    here.dispose();
  });

  it('to upload data of another size changes nothing, and no neighbour', async () => {
    const device = here;
    const storages = [1, 2, 3].map((value) => {
      const storage = device.allocate([64], 'float32', `v${value}`);
      device.upload({ data: new Float32Array(64).fill(value), shape: [64], dtype: 'float32' }, storage);
      return storage;
    });
    for (const wrong of [
      host(65),
      host(1),
      host(0),
      { ...host(64), shape: [8, 8] },
      { ...host(64), dtype: 'bool' as const },
    ]) {
      expect(() => device.upload(wrong, storages[1])).toThrow(ConfigError);
    }
    expect(() => device.upload({ ...host(3), shape: [64] }, storages[1])).toThrow(ConfigError);
    expect(() => device.upload({ ...host(3), shape: [64] })).toThrow(ConfigError);
    const values = await device.read(storages);
    expect(values.map((value) => Array.from(new Set(value)))).toEqual([[1], [2], [3]]);
    for (const storage of storages) storage.dispose();
  });

  it('in the middle of a traced function leaves no assignments, and the next call works', async () => {
    const [a, b] = [variable([1, 2]), variable([3, 4])];
    await Promise.all([a.data(), b.data()]);
    let fails = true;
    const step = compile((x: Tensor) => {
      a.assign(a.add(x));
      if (fails) throw new RangeError('in the middle');
      b.assign(b.add(a));
      return b.sum();
    });
    await expect(step(tensor([1, 1]))).rejects.toThrow('in the middle');
    await flush();
    expect([await a.array(), await b.array()]).toEqual([
      [1, 2],
      [3, 4],
    ]);
    fails = false;
    expect(await (await step(tensor([1, 1]))).item()).toBe(2 + 3 + 3 + 4);
    expect(await a.array()).toEqual([2, 3]);
  });

  it('while arguments are computed leaves the step undone', async () => {
    const w = variable([1, 2]);
    const step = compile((x: Tensor) => w.assign(w.add(x)));
    await step(tensor([1, 1]));
    const gone = tensor([5, 5]).add(1);
    await gone.data();
    const late = gone.mul(2);
    gone.dispose();
    await expect(step(late)).rejects.toThrow(/disposed/);
    expect(await w.array()).toEqual([2, 3]);
  });

  it('to stay on one device is told, and both devices go on', async () => {
    const other = await open();
    const w = variable([1, 2], { name: 'w' });
    const x = tensor([3, 4]).add(1);
    await Promise.all([w.data(), x.data()]);
    setDefaultDevice(other);
    const there = variable([5, 6]);
    const step = compile((value: Tensor) => there.assign(there.add(value)));
    await expect(w.mul(2).data()).rejects.toThrow(/variable w: lives on another device/);
    await expect(x.mul(2).data()).rejects.toThrow(/lives on another device/);
    await expect(step(w)).rejects.toThrow(/another device/);
    await step(tensor([1, 1]));
    expect(await there.array()).toEqual([6, 7]);
    setDefaultDevice(here);
    expect([await w.array(), await x.mul(2).array()]).toEqual([
      [1, 2],
      [8, 10],
    ]);
    await expect(there.mul(2).data()).rejects.toThrow(/another device/);
    setDefaultDevice(other);
    const pending = tensor(new Float32Array(5000)).add(1).data();
    other.dispose();
    await expect(pending).rejects.toThrow(/disposed/);
    await expect(tensor([1]).add(1).data()).rejects.toThrow(/disposed/);
    await expect(there.data()).rejects.toThrow(/disposed/);
    setDefaultDevice(here);
    expect(await w.array()).toEqual([1, 2]);
  });

  it('to wait: disposed in flight, every step says so', async () => {
    const other = await open();
    setDefaultDevice(other);
    const w = variable(new Float32Array(10_000));
    const step = compile((x: Tensor) => {
      w.assign(w.add(x));
      return w.sum();
    });
    await step(tensor(1));
    const calls = [1, 2, 3].map(async (value) => (await step(tensor(value))).item());
    other.dispose();
    for (const outcome of await Promise.allSettled(calls)) {
      expect(outcome.status).toBe('rejected');
      expect(String((outcome as PromiseRejectedResult).reason)).toMatch(/disposed/);
    }
    setDefaultDevice(here);
    expect(await tensor([1]).add(1).array()).toEqual([2]);
  });
});
