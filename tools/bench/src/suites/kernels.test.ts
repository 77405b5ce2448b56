// Single computations on a small size: rows with every field, results that are compared.
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import { describe, expect, it } from 'vitest';
import { GpuCounters } from '../counting/gpu-counters.js';
import { amountOf, kernelCases, type KernelCase } from '../kernels/kernel-case.js';
import { kernelColumns, type KernelRow } from '../kernels/kernel-row.js';
import { openKernel } from '../kernels/open-kernel.js';
import { largestDifference, resultComplaints, runKernelCase } from './kernels.js';

const small: KernelCase = { ...(kernelCases[0] as KernelCase), name: 'small', work: { kind: 'matmul', size: 32 } };

describe('runKernelCase', () => {
  it('gives a row for each contestant, of calls that only dispatch, and compares results', async () => {
    const gpu = await createNodeGpu();
    const counters = new GpuCounters();
    // The CPU device stands in for a peer: another implementation of the same product.
    const contestants = [
      await openKernel('tensorloom', gpu, small),
      await openKernel('tensorloom', gpu, { ...small, processor: 'cpu' }),
    ];
    const rows = await runKernelCase(small, contestants, [1, 2], counters, 2);
    counters.restore();
    for (const contestant of contestants) contestant.dispose();
    const [ours, cpu] = rows as [KernelRow, KernelRow];
    expect(kernelColumns.filter((name) => ours[name] === undefined)).toEqual([]);
    expect(ours).toMatchObject({ case: 'small', unit: 'GFLOP/s', ratio: 1, difference: 0, coldMs: 1, dispatches: 1 });
    expect(ours).toMatchObject({ submits: 1, bindGroups: 0, buffersCreated: 0, pipelines: 0 });
    expect(ours.rate).toBeGreaterThan(0);
    expect(cpu).toMatchObject({ dispatches: 0, liveBuffers: 0 });
    expect(cpu.difference).toBeLessThan(1e-5);
    expect(resultComplaints(rows)).toEqual([]);
  });
});

describe('amountOf', () => {
  it('counts products and sums apart, and each number that must be moved', () => {
    expect(amountOf({ kind: 'matmul', size: 2 })).toEqual({ amount: 16, unit: 'GFLOP/s' });
    const conv = { kind: 'conv', batch: 2, extent: 4, channels: 3, filters: 5, window: 3 } as const;
    expect(amountOf(conv)).toEqual({ amount: 2 * 2 * 16 * 9 * 3 * 5, unit: 'GFLOP/s' });
    expect(amountOf({ kind: 'addRelu', size: 10 }).amount).toBe(120);
    expect(amountOf({ kind: 'sum', size: 10 }).amount).toBe(40);
  });
});

describe('largestDifference', () => {
  const of = (...values: readonly number[]): Float32Array => Float32Array.from(values);

  it('is by the largest expected element, in either direction', () => {
    expect(largestDifference(of(1, -4), of(1, -4))).toBe(0);
    expect(largestDifference(of(1, -4), of(3, -4))).toBe(0.5);
    expect(largestDifference(of(1, -4), of(1, -3))).toBe(0.25);
  });

  it('is no number where results cannot be compared, and that is a complaint', () => {
    expect(largestDifference(of(1, 2), of(NaN, 2))).toBeNaN();
    expect(largestDifference(of(1), of(1, 2))).toBeNaN();
    const row = { case: 'a', library: 'peer', difference: NaN } as KernelRow;
    expect(resultComplaints([row, { ...row, difference: 2e-4 }, { ...row, difference: 1e-5 }])).toEqual([
      'a: results differ; expected those of peer within 0.0001 of the largest, got NaN',
      'a: results differ; expected those of peer within 0.0001 of the largest, got 0.0002',
    ]);
  });
});
