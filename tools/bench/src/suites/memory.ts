// Steps that nobody reads, one after another: what lives on the device must not change. Knows no library.
import type { Contestant } from '../contestants/contestant.js';
import type { GpuCounters, LiveMemory } from '../counting/gpu-counters.js';

/** Steps after which nothing may be added any more. */
const SETTLED = 3;

/** What lived on the device over many steps. */
export interface MemoryRow extends LiveMemory {
  readonly case: string;
  readonly library: string;
  readonly adapter: string;
  readonly steps: number;
  /** True if buffers and bytes after each step were those after the third. */
  readonly flat: boolean;
  /** The first step after which they were not, with the difference; empty where flat. */
  readonly firstChange: string;
  readonly mostBuffers: number;
  readonly mostBytes: number;
}

/** Runs steps, each awaited and none read, and watches buffers and bytes created minus destroyed. */
export async function watchMemory(
  name: string,
  { library, adapter, device, step }: Contestant,
  counters: GpuCounters,
  steps: number,
): Promise<MemoryRow> {
  for (let at = 0; at < SETTLED; at++) await step();
  const settled = counters.memory(device);
  let [mostBuffers, mostBytes] = [settled.liveBuffers, settled.liveBytes];
  let firstChange = '';
  for (let at = SETTLED + 1; at <= steps; at++) {
    await step();
    const { liveBuffers, liveBytes } = counters.memory(device);
    mostBuffers = Math.max(mostBuffers, liveBuffers);
    mostBytes = Math.max(mostBytes, liveBytes);
    const [buffers, bytes] = [liveBuffers - settled.liveBuffers, liveBytes - settled.liveBytes];
    if (firstChange === '' && (buffers !== 0 || bytes !== 0)) {
      firstChange = `step ${at}: ${buffers} buffers, ${bytes} bytes more`;
    }
  }
  const flat = firstChange === '';
  return { case: name, library, adapter, steps, ...counters.memory(device), mostBuffers, mostBytes, flat, firstChange };
}

/** The columns of the table, in order. */
export const memoryColumns: readonly (keyof MemoryRow)[] = [
  'case',
  'library',
  'steps',
  'flat',
  'liveBuffers',
  'liveBytes',
  'mostBuffers',
  'mostBytes',
  'firstChange',
];
