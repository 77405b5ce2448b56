// What lives on the device after some steps.
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import { describe, expect, it } from 'vitest';
import { caseNamed, stepCases } from '../cases/step-case.js';
import { GpuCounters } from '../counting/gpu-counters.js';
import { nameBuffers } from './buffers.js';

const small = caseNamed(stepCases, 'mlp-784-32-10-b32');

describe('nameBuffers', () => {
  it('finds all live buffers under some name', async () => {
    const gpu = await createNodeGpu();
    const counters = new GpuCounters();
    const rows = await nameBuffers(gpu, small, counters, 3);
    counters.restore();
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.map(({ what }) => what)).not.toContain('unnamed');
    expect(rows.map(({ bytes }) => bytes)).toEqual(rows.map(({ bytes }) => bytes).sort((a, b) => b - a));
  });
});
