// Many steps, one after another, the loss read now and then: what lives on the device and in the process must not grow.
import type { Bar } from '../bars/bar.js';
import type { Contestant } from '../contestants/contestant.js';
import type { GpuCounters, LiveMemory } from '../counting/gpu-counters.js';
import { bytesBesideHeap, heldHeapBytes } from '../counting/process-memory.js';
import { median, rounded } from '../report/statistics.js';

/** Steps between two reads of the loss. */
export const READ_EVERY = 100;
/** Steps after which nothing may be added any more: two losses have been read. */
const SETTLED = 2 * READ_EVERY;
/**
 * Part of the samples of the process's memory that are compared, at either end of the second half: in the first one V8's heap
 * and the driver's pools grow to what they need, whoever uses them.
 */
const PART = 0.1;

/** What lived on the device and in the process over many steps. */
export interface MemoryRow extends LiveMemory {
  readonly case: string;
  readonly library: string;
  readonly adapter: string;
  readonly steps: number;
  /** True if buffers and bytes after each step were those after the first two reads. */
  readonly flat: boolean;
  /** The first step after which they were not, with the difference; empty where flat. */
  readonly firstChange: string;
  readonly mostBuffers: number;
  /** Most bytes at any moment, within steps as well. */
  readonly peakBytes: number;
  /** Resident memory of the process at the end, in megabytes of 10^6. */
  readonly residentMb: number;
  /** What the process holds at the end, and did not after half of the steps; garbage of V8's is not counted. */
  readonly residentGrowthMb: number;
  /** This library's peak of bytes by Tensorloom's. */
  readonly ratio: number;
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
  'peakBytes',
  'ratio',
  'residentMb',
  'residentGrowthMb',
  'firstChange',
];

/** Growth of the process that is the driver's coming and going. */
const RESIDENT_NOISE_MB = 4;

/** What Tensorloom's row must reach. */
export const memoryBars: readonly Bar[] = [
  { kind: 'ratio', atLeast: 2, of: ['tfjs'], measure: 'peak bytes' },
  { kind: 'atMost', field: 'residentGrowthMb', most: RESIDENT_NOISE_MB },
];

/** Samples of the process: outside of the heap at each read, in the heap at the two ends that are compared. */
class ProcessWatch {
  private readonly beside: number[] = [];
  private heapEarly = 0;

  /** @param reads how many samples there will be */
  constructor(private readonly reads: number) {}

  private get half(): number {
    return Math.floor(this.reads / 2);
  }

  sample(): void {
    if (this.beside.length === this.half) this.heapEarly = heldHeapBytes();
    this.beside.push(bytesBesideHeap());
  }

  result(): Pick<MemoryRow, 'residentMb' | 'residentGrowthMb'> {
    const { beside, half } = this;
    const few = Math.max(1, Math.floor(this.reads * PART));
    const residentMb = rounded(process.memoryUsage.rss() / 1e6, 4);
    const [early, late] = [median(beside.slice(half, half + few)), median(beside.slice(-few))];
    const growth = late - early + heldHeapBytes() - this.heapEarly;
    return { residentMb, residentGrowthMb: rounded(growth / 1e6, 3) };
  }
}

/** Runs steps, each awaited, and watches buffers and bytes created minus destroyed, and the process. */
export async function watchMemory(
  name: string,
  { library, adapter, device, step, loss }: Contestant,
  counters: GpuCounters,
  steps: number,
): Promise<MemoryRow> {
  let settled: LiveMemory | undefined;
  let [mostBuffers, firstChange] = [0, ''];
  const watch = new ProcessWatch(Math.floor(steps / READ_EVERY));
  for (let at = 1; at <= steps; at++) {
    await step();
    if (at % READ_EVERY === 0) {
      await loss();
      watch.sample();
    }
    const { liveBuffers, liveBytes } = counters.memory(device);
    mostBuffers = Math.max(mostBuffers, liveBuffers);
    if (at === Math.min(SETTLED, steps)) settled = { liveBuffers, liveBytes };
    const [buffers, bytes] = settled ? [liveBuffers - settled.liveBuffers, liveBytes - settled.liveBytes] : [0, 0];
    if (firstChange === '' && (buffers !== 0 || bytes !== 0)) {
      firstChange = `step ${at}: ${buffers} buffers, ${bytes} bytes more`;
    }
  }
  const ends = { flat: firstChange === '', firstChange, mostBuffers, peakBytes: counters.peakBytes(device), ratio: 1 };
  return { case: name, library, adapter, steps, ...counters.memory(device), ...ends, ...watch.result() };
}

/** What is wrong with Tensorloom's row. */
export function memoryComplaints({ case: name, flat, firstChange }: MemoryRow): readonly string[] {
  if (flat) return [];
  return [`${name}: device memory is not flat; expected no change after step ${SETTLED}, got ${firstChange}`];
}
