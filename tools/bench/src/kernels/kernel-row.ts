// A row of the kernel suite's report.
import type { GpuCounts, LiveMemory } from '../counting/gpu-counters.js';
import type { RoundTimes } from '../report/round-times.js';

/** One library's computation, warm; counts are for one call, and 0 where the processor computes. */
export interface KernelRow extends RoundTimes, Omit<GpuCounts, 'encoders'>, LiveMemory {
  readonly case: string;
  readonly library: string;
  readonly adapter: string;
  /** Work done in a second, from the median: floating-point operations, or bytes that must be moved at least. */
  readonly rate: number;
  readonly unit: string;
  /** The first call in a fresh process without a shader cache, from operands on the host until the device was done. */
  readonly coldMs: number;
  /** Largest difference of an element from Tensorloom's, by the largest of these. */
  readonly difference: number;
}

/** The columns of the table, in order. */
export const kernelColumns: readonly (keyof KernelRow)[] = [
  'case',
  'library',
  'rate',
  'unit',
  'ratio',
  'medianMs',
  'p25Ms',
  'p75Ms',
  'cpuMs',
  'cpuRatio',
  'coldMs',
  'dispatches',
  'submits',
  'buffersCreated',
  'liveBytes',
  'difference',
];
