// The Trainer's loops against one written by hand: the same work for the device.
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import { describe, expect, it, vi } from 'vitest';
import { caseNamed, stepCases } from '../cases/step-case.js';
import { GpuCounters } from '../counting/gpu-counters.js';
import { runTrainerCase, trainerComplaints, type TrainerRow } from './trainer.js';

const small = caseNamed(stepCases, 'mlp-784-32-10-b32');

describe('runTrainerCase', () => {
  it('counts the same dispatches and uploads for each way to train', async () => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const gpu = await createNodeGpu();
    const counters = new GpuCounters();
    const rows = await runTrainerCase(gpu, { ...small, stepsPerRound: 4 }, counters, 1);
    counters.restore();
    vi.restoreAllMocks();
    expect(rows.map(({ loop }) => loop)).toEqual(['bare', 'trainOnBatch', 'fit']);
    const [bare] = rows as [TrainerRow];
    expect(bare).toMatchObject({ ratio: 1, cpuRatio: 1, submits: 1 });
    for (const { dispatches, writeBuffers, stepsPerSecond } of rows) {
      expect({ dispatches, writeBuffers }).toEqual({ dispatches: bare.dispatches, writeBuffers: bare.writeBuffers });
      expect(stepsPerSecond).toBeGreaterThan(0);
    }
  });
});

describe('trainerComplaints', () => {
  const row = { case: 'a', ratio: 1, dispatches: 9 } as TrainerRow;

  it('names a slow fit and one that dispatches more', () => {
    expect(trainerComplaints([row, row, { ...row, ratio: 0.9 }])).toEqual([]);
    expect(trainerComplaints([row, row, { ...row, ratio: 0.89, dispatches: 10 }])).toEqual([
      "a: fit is slow; expected 0.9 of the bare loop's steps a second, got 0.89",
      'a: fit dispatches more; expected 9 a step, got 10',
    ]);
  });
});
