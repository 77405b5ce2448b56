// Many steps that nobody reads: the device's memory stays as it was, and the process ends by itself.
import { describe, expect, it } from 'vitest';
import { runChild } from '../child/run-child.js';
import type { Contestant } from '../contestants/contestant.js';
import type { GpuCounters, LiveMemory } from '../counting/gpu-counters.js';
import { watchMemory } from './memory.js';

describe('300 steps in a process of their own', () => {
  it('leave buffers and bytes flat after the third, and the process ends with code 0', async () => {
    const row = await runChild({ kind: 'memory', case: 'mlp-784-32-10-b32', steps: 300 });
    expect(row).toMatchObject({ steps: 300, flat: true, firstChange: '' });
    expect(row.liveBuffers).toBeGreaterThan(0);
    expect(row.mostBytes).toBe(row.liveBytes);
  }, 60_000);
});

describe('watchMemory', () => {
  it('names the first step after which more lives', async () => {
    let steps = 0;
    const contestant = { step: async () => void steps++ } as unknown as Contestant;
    // One buffer too many in step 7, given back in step 9.
    const memory = (): LiveMemory => ({ liveBuffers: steps === 7 || steps === 8 ? 5 : 4, liveBytes: 64 });
    const counters = { memory } as unknown as GpuCounters;
    const row = await watchMemory('a', contestant, counters, 20);
    expect(row).toMatchObject({ flat: false, firstChange: 'step 7: 1 buffers, 0 bytes more', mostBuffers: 5 });
  });
});

describe('runChild', () => {
  it('fails where the process does', async () => {
    const task = { kind: 'memory', case: 'no such case', steps: 3 } as const;
    await expect(runChild(task, { NODE_NO_WARNINGS: '1' })).rejects.toThrow(
      /memory of no such case: expected exit code 0, got 1/,
    );
  });
});
