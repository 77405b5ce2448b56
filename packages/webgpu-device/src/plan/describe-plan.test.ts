// What a plan says of itself, held against what a hand would write down.
import { lower, tensor, variable, type PlanDescription, type Program } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import { createWebGpuDevice } from '../create-device.js';
import { createNodeGpu } from '../node.js';

const device = await createWebGpuDevice({ gpu: await createNodeGpu() });

async function described(program: Program): Promise<PlanDescription> {
  const plan = await device.prepare(program);
  const description = plan.describe();
  plan.dispose();
  return description;
}

describe('a description', () => {
  it('names ops, bytes and text of a fused kernel', async () => {
    const x = tensor(new Float32Array(300), { shape: [100, 3] });
    const { kernels, copies } = await described(lower([x.add(1).relu().sum(1)], new Map()).program);
    expect(kernels).toHaveLength(1);
    expect(kernels[0]).toMatchObject({ ops: ['add', 'relu', 'sum'], bytesRead: 1200, bytesWritten: 400 });
    expect(kernels[0]).toMatchObject({ makes: ['[100]'], inPlace: [] });
    expect(kernels[0]?.source).toContain('@compute');
    expect(copies).toEqual(['result [100]']);
  });

  it('says what is written in place and what is copied', async () => {
    const [a, b] = [variable([1, 2], { name: 'a' }), variable([3, 4], { name: 'b' })];
    const inPlace = await described(lower([], new Map([[a.cell, a.mul(2).resolve()]])).program);
    expect(inPlace.kernels[0]).toMatchObject({ inPlace: ['a'], makes: [], bytesRead: 8, bytesWritten: 8 });
    expect(inPlace.copies).toEqual([]);
    const swapped = new Map([
      [a.cell, b.resolve()],
      [b.cell, a.resolve()],
    ]);
    expect((await described(lower([], swapped).program)).copies).toEqual(['into variable b']);
  });

  it('tells a merged kernel by the number of its tensors and the work on one', async () => {
    const all = ['a', 'b', 'c'].map((name) => variable([1, 2], { name }));
    const updates = new Map(all.map((one) => [one.cell, one.mul(one).exp().resolve()]));
    const { kernels } = await described(lower([], updates).program);
    expect(kernels).toHaveLength(1);
    expect(kernels[0]).toMatchObject({ name: 'segmented x3', ops: ['mul', 'exp'], inPlace: ['a', 'b', 'c'] });
  });

  it('has a kernel for each op where a program asks for that', async () => {
    const { program } = lower([tensor([1, 2]).exp().sqrt().tanh()], new Map());
    const unfused = { ...program, unfused: true, key: `unfused ${program.key}` };
    expect((await described(unfused)).kernels.map(({ ops }) => ops)).toEqual([['exp'], ['sqrt'], ['tanh']]);
    expect((await described(program)).kernels).toHaveLength(1);
  });

  it('prints lines of at most 100 characters', async () => {
    const values = Array.from({ length: 4 }, (_, at) => tensor(new Float32Array(24), { shape: [2, 3, 4] }).add(at));
    const sums = values.map((value) => value.exp().log().sqrt().tanh().sigmoid().square().add(1).div(3).sum([0, 2]));
    const text = String(await described(lower(sums, new Map()).program));
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(text).toContain('…');
  });
});
