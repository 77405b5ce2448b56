// Many steps, their loss read now and then: the device's memory stays as it was, and the process ends by itself.
import { describe, expect, it } from 'vitest';
import { runChild } from '../child/run-child.js';
import type { Contestant } from '../contestants/contestant.js';
import type { GpuCounters, LiveMemory } from '../counting/gpu-counters.js';
import { heldHeapBytes } from '../counting/process-memory.js';
import { memoryComplaints, watchMemory } from './memory.js';

describe('500 steps in a process of their own', () => {
  it('leave buffers and bytes flat after two reads, and the process ends with code 0', async () => {
    const row = await runChild({ kind: 'memory', case: 'mlp-784-32-10-b32', library: 'tensorloom', steps: 500 });
    expect(row).toMatchObject({ steps: 500, flat: true, firstChange: '' });
    expect(row.liveBuffers).toBeGreaterThan(0);
    expect(row.peakBytes).toBeGreaterThanOrEqual(row.liveBytes);
    expect(row.residentMb).toBeGreaterThan(20);
    expect(Math.abs(row.residentGrowthMb)).toBeLessThan(100);
    expect(memoryComplaints(row)).toEqual([]);
  }, 60_000);
});

describe('watchMemory', () => {
  it('names the first step after which more lives', async () => {
    let [steps, reads] = [0, 0];
    const contestant = { step: async () => void steps++, loss: async () => reads++ } as unknown as Contestant;
    // One buffer too many in step 307, given back in step 309.
    const memory = (): LiveMemory => ({ liveBuffers: steps === 307 || steps === 308 ? 5 : 4, liveBytes: 64 });
    const counters = { memory, peakBytes: () => 80 } as unknown as GpuCounters;
    const row = await watchMemory('a', contestant, counters, 420);
    expect(row).toMatchObject({ flat: false, firstChange: 'step 307: 1 buffers, 0 bytes more', mostBuffers: 5 });
    expect(row).toMatchObject({ peakBytes: 80, liveBytes: 64 });
    expect([steps, reads]).toEqual([420, 4]);
    expect(memoryComplaints(row)).toEqual([
      'a: device memory is not flat; expected no change after step 200, got step 307: 1 buffers, 0 bytes more',
    ]);
  });
});

describe('heldHeapBytes', () => {
  it('counts what is held, and not what is garbage', () => {
    const before = heldHeapBytes();
    const held = Array.from({ length: 200 }, (_, at) => new Array<number>(10_000).fill(at));
    expect(heldHeapBytes() - before).toBeGreaterThan(7e6);
    expect(held.length).toBe(200);
    held.length = 0;
    expect(heldHeapBytes() - before).toBeLessThan(4e6);
  });
});

describe('runChild', () => {
  it('fails where the process does', async () => {
    const task = { kind: 'memory', case: 'no such case', library: 'tensorloom', steps: 3 } as const;
    await expect(runChild(task, { NODE_NO_WARNINGS: '1' })).rejects.toThrow(
      /memory of no such case: expected exit code 0, got 1/,
    );
  });
});
