// The step suite on its smallest case: the rows that it promises, and a steady state that makes nothing new.
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import { describe, expect, it } from 'vitest';
import { caseNamed, stepCases } from '../cases/step-case.js';
import { openContestant } from '../contestants/open-contestant.js';
import { GpuCounters } from '../counting/gpu-counters.js';
import { stepColumns, type StepRow } from '../report/step-row.js';
import { lossComplaints, runStepCase } from './step.js';

const small = caseNamed(stepCases, 'mlp-784-32-10-b32');

async function smallRow(): Promise<StepRow> {
  const gpu = await createNodeGpu();
  const counters = new GpuCounters();
  const ours = await openContestant('tensorloom', gpu, small);
  const [row] = await runStepCase({ ...small, stepsPerRound: 3 }, [ours], counters, { rounds: 2, countedSteps: 10 });
  counters.restore();
  ours.dispose();
  return row as StepRow;
}

describe('runStepCase', () => {
  it('gives a row with every promised field, of a step that only dispatches', async () => {
    const row = await smallRow();
    const promised =
      'case library adapter medianMs dispatches submits passes bindGroups buffersCreated pipelines writeBuffers liveBuffers liveBytes firstLoss lastLoss';
    expect(Object.keys(row)).toEqual(expect.arrayContaining(promised.split(' ')));
    expect(stepColumns.filter((name) => row[name] === undefined)).toEqual([]);
    expect(row).toMatchObject({ case: small.name, library: 'tensorloom', ratio: 1, cpuRatio: 1 });
    expect(row).toMatchObject({ submits: 1, passes: 1, bindGroups: 0, buffersCreated: 0, pipelines: 0 });
    expect(row.dispatches).toBeGreaterThan(0);
    expect(row.dispatches).toBeLessThanOrEqual(8);
    expect(row.writeBuffers).toBeLessThanOrEqual(3);
    expect(row.medianMs).toBeGreaterThan(0);
    expect(row.firstLoss).toBeGreaterThan(row.lastLoss);
    expect(row.lastLoss).toBeGreaterThan(0.1);
  });
});

describe('lossComplaints', () => {
  const row = { case: 'a', library: 'tensorloom', firstLoss: 2, lastLoss: 0.5 } as StepRow;
  const peer = (change: Partial<StepRow>): StepRow => ({ ...row, library: 'peer', ...change });

  it('is content with losses that agree to 1e-4', () => {
    expect(lossComplaints([row, peer({ firstLoss: 2.00015, lastLoss: 0.50009 })])).toEqual([]);
  });

  it('names the loss that differs, and one that is no number', () => {
    expect(lossComplaints([row, peer({ lastLoss: 0.5002 })])).toEqual([
      'a: lastLoss differs; expected 0.5 as ours, got 0.5002 from peer',
    ]);
    expect(lossComplaints([row, peer({ firstLoss: NaN })])).toHaveLength(1);
    expect(lossComplaints([{ ...row, lastLoss: NaN }])).toHaveLength(1);
  });
});
