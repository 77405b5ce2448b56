// Processor time of the thread that runs JavaScript, where the system tells it. Knows no work.
import { readFileSync } from 'node:fs';

const never = new Int32Array(new SharedArrayBuffer(4));
/** Linux books a thread's time when it goes to sleep: this long, in milliseconds, before it is read. */
const NAP = 0.01;
/** Nanoseconds on a processor, nanoseconds of waiting for one, and how often. */
const schedule = '/proc/thread-self/schedstat';

function booked(): number {
  Atomics.wait(never, 0, 0, NAP);
  return Number(readFileSync(schedule, 'latin1').split(' ')[0]) / 1e6;
}

function isTold(): boolean {
  try {
    return booked() > 0;
  } catch {
    return false;
  }
}

/**
 * A clock in milliseconds that stands still while others have the processor: a software adapter's threads take it from the
 * thread that has just given them work. Elsewhere than on Linux it is wall time.
 */
export const threadClock: () => number = isTold() ? booked : () => performance.now();

/** What reading the clock twice takes of its own time. */
export function clockCost(): number {
  const began = threadClock();
  return threadClock() - began;
}
