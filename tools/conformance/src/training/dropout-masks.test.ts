// Dropout forgets the same elements on every device, compiled or not, and others in each run.
import { Dropout } from '@tensorloom/nn-layers';
import { compile, ones, setDefaultDevice, setRandomSeed, type Tensor } from '@tensorloom/tensor-core';
import { afterAll, describe, expect, it } from 'vitest';
import { useDevice, type DeviceName } from './devices.js';

const SHAPE = [33, 129] as const;
const RATE = 0.2;

/** What is left of ones after each of three runs. */
async function masks(name: DeviceName, way: 'as written' | 'compiled'): Promise<readonly (readonly number[])[]> {
  await useDevice(name);
  setRandomSeed(7);
  const dropout = new Dropout(RATE);
  const drop = (x: Tensor): Tensor => dropout.apply(x, { training: true });
  const run = way === 'compiled' ? compile(drop) : drop;
  const results: number[][] = [];
  for (let time = 0; time < 3; time++) results.push(Array.from(await (await run(ones(SHAPE))).data()));
  return results;
}

describe('dropout masks', { timeout: 60_000 }, () => {
  afterAll(() => setDefaultDevice(undefined));

  it('drop a fifth, keep the rest scaled, and change from run to run', async () => {
    const [first, second] = await masks('cpu', 'compiled');
    const kept = Math.fround(1 / (1 - RATE));
    expect(new Set(first)).toEqual(new Set([0, kept]));
    const dropped = (first as number[]).filter((value) => value === 0).length / (SHAPE[0] * SHAPE[1]);
    expect(Math.abs(dropped - RATE)).toBeLessThan(0.03);
    expect(second).not.toEqual(first);
  });

  it('are equal on the CPU and on WebGPU, compiled and as written', async () => {
    const expected = await masks('cpu', 'compiled');
    expect(await masks('cpu', 'as written')).toEqual(expected);
    expect(await masks('webgpu', 'compiled')).toEqual(expected);
    expect(await masks('webgpu', 'as written')).toEqual(expected);
  });
});
