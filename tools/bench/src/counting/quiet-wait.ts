// Waiting for a device without taking the processor from it. Knows no library.

const never = new Int32Array(new SharedArrayBuffer(4));

/** Part of the expected time that is slept through; the rest shows when the device is really done. */
const SLEPT_PART = 0.8;

/**
 * Waits for what a device was asked for. While a promise of Dawn's is pending in Node, it keeps a core busy with asking; on a
 * software adapter that core is the device's. So the thread sleeps first, the same part for every library.
 *
 * @param settle begins the wait, with everything submitted by the end of this turn of the event loop
 * @param expectedMs how long it should take, 0 if that is not known
 */
export async function waitQuietly(settle: () => Promise<void>, expectedMs: number): Promise<void> {
  const began = performance.now();
  const settled = settle();
  await new Promise((wake) => setImmediate(wake));
  const left = SLEPT_PART * expectedMs - (performance.now() - began);
  if (left > 0) Atomics.wait(never, 0, 0, left);
  await settled;
}
