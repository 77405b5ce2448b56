// Where the time of Tensorloom's step goes: each kernel's own time on the device, and what its first run took.
import { hostValues } from '../cases/host-values.js';
import type { StepCase } from '../cases/step-case.js';
import { openTensorloom } from '../contestants/tensorloom.js';
import { KernelTimer, type KernelTime } from '../profiling/kernel-timer.js';
import { median, rounded } from '../report/statistics.js';

/** One kernel of a step. */
export interface ProfileRow {
  readonly case: string;
  readonly at: number;
  readonly kernel: string;
  readonly workgroups: number;
  /** Milliseconds of a run: median over steps. */
  readonly medianMs: number;
  /** Part of all kernels' time, in percent. */
  readonly share: number;
  /** What its first run took longer than the median: on many drivers, compiling. */
  readonly firstRunMs: number;
}

/** The columns of the table, in order. */
export const profileColumns: readonly (keyof ProfileRow)[] = [
  'case',
  'at',
  'kernel',
  'workgroups',
  'medianMs',
  'share',
  'firstRunMs',
];

/** Takes the time of each kernel over some steps. Splitting the pass costs a little, which is in none of the times. */
export async function profileStep(gpu: GPU, spec: StepCase, steps: number): Promise<readonly ProfileRow[]> {
  const contestant = await openTensorloom(gpu, spec, hostValues(spec), { features: ['timestamp-query'] });
  const timer = new KernelTimer(contestant.device);
  const runs: (readonly KernelTime[])[] = [];
  for (let at = 0; at <= steps; at++) {
    await contestant.step();
    await contestant.loss();
    // Slots are set to zero with the first step, in a pass before its own.
    runs.push((await timer.take()).at(-1) as readonly KernelTime[]);
  }
  timer.restore();
  contestant.dispose();
  const [first, ...steady] = runs as [readonly KernelTime[], ...(readonly KernelTime[])[]];
  const medians = first.map((_, at) => median(steady.map((run) => (run[at] as KernelTime).ms)));
  const total = medians.reduce((sum, ms) => sum + ms, 0);
  return first.map(({ label, workgroups, ms }, at) => {
    const own = medians[at] as number;
    return {
      case: spec.name,
      at,
      kernel: label,
      workgroups,
      medianMs: rounded(own),
      share: rounded((100 * own) / total, 3),
      firstRunMs: rounded(ms - own, 3),
    };
  });
}
