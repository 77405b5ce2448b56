// A row of the step suite's report. Its names are read by others: they stay.
import type { GpuCounts, LiveMemory } from '../counting/gpu-counters.js';
import type { RoundTimes } from './round-times.js';

/** One library's training step in the steady state; counts are for one step. */
export interface StepRow extends RoundTimes, Omit<GpuCounts, 'encoders'>, LiveMemory {
  readonly case: string;
  readonly library: string;
  readonly adapter: string;
  /**
   * Milliseconds until a step has been submitted, while the device has nothing else to do: the host's part, by the clock of its
   * thread. Not known of jax.
   */
  readonly hostMs?: number;
  /** From the first call until its loss was read. */
  readonly firstStepMs: number;
  /** Loss of the first step, and of the tenth. */
  readonly firstLoss: number;
  readonly lastLoss: number;
}

/** The columns of the table, in order; the adapter stands above it. */
export const stepColumns: readonly (keyof StepRow)[] = [
  'case',
  'library',
  'medianMs',
  'p25Ms',
  'p75Ms',
  'ratio',
  'cpuMs',
  'cpuRatio',
  'hostMs',
  'firstStepMs',
  'dispatches',
  'submits',
  'passes',
  'bindGroups',
  'buffersCreated',
  'pipelines',
  'writeBuffers',
  'liveBuffers',
  'liveBytes',
  'firstLoss',
  'lastLoss',
];
