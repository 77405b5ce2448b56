// What a process holds, without the garbage that V8 has not collected yet. Knows no work.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes of the process outside of V8's heap: the driver's and Dawn's among them. V8's part comes and goes by tens of megabytes. */
export function bytesBesideHeap(): number {
  const { rss, heapTotal } = process.memoryUsage();
  return rss - heapTotal;
}

/** Bytes of V8's heap that something still holds: collects garbage first. */
export function heldHeapBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
