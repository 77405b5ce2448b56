// The clock of the thread: it runs with work and stands still without.
import { describe, expect, it } from 'vitest';
import { clockCost, threadClock } from './thread-time.js';

/** A few milliseconds of a processor, however long it takes to get them. */
function work(): number {
  let sum = 0;
  for (let at = 0; at < 2e7; at++) sum = (sum * 31 + at) | 0;
  return sum;
}

describe.skipIf(process.platform !== 'linux')('threadClock (needs Linux)', () => {
  it('runs while the thread works, and stands still while it waits', async () => {
    const began = threadClock();
    work();
    const worked = threadClock() - began;
    await new Promise((wake) => setTimeout(wake, 200));
    const waited = threadClock() - began - worked;
    expect(worked).toBeGreaterThan(2);
    expect(waited).toBeLessThan(100);
  });

  it('takes less of its own time than what it measures', () => {
    const costs = Array.from({ length: 51 }, clockCost).sort((a, b) => a - b);
    expect(costs[25]).toBeGreaterThanOrEqual(0);
    expect(costs[25]).toBeLessThan(0.5);
  });
});
