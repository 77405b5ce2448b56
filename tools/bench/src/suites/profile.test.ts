// Each dispatch gets a time, the work stays the same work.
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import { describe, expect, it } from 'vitest';
import { caseNamed, stepCases } from '../cases/step-case.js';
import { profileStep } from './profile.js';

const adapter = (await (await createNodeGpu()).requestAdapter()) as GPUAdapter;

describe.skipIf(!adapter.features.has('timestamp-query'))('profileStep (needs timestamp-query)', () => {
  it('times each kernel of the step', async () => {
    const small = caseNamed(stepCases, 'mlp-784-32-10-b32');
    const rows = await profileStep(await createNodeGpu(), small, 3);
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.map(({ at }) => at)).toEqual(rows.map((_, at) => at));
    expect(rows.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(100, 0);
    for (const { kernel, makes, bestMs, medianMs, workgroups } of rows) {
      expect(kernel).not.toBe('');
      expect(makes).toMatch(/\[.*\]|kernel/);
      expect(medianMs).toBeGreaterThanOrEqual(bestMs);
      expect(workgroups).toBeGreaterThan(0);
    }
  });
});
