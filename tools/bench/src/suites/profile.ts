// Where the time of Tensorloom's step goes: each kernel's own time on the device, and what its first run took.
import type { Plan } from '@tensorloom/tensor-core';
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
  /** What it computes, in the plan's words. */
  readonly makes: string;
  /** Milliseconds of a run: median over steps, and the shortest. */
  readonly medianMs: number;
  readonly bestMs: number;
  /** Part of the shortest times of all kernels, in percent. */
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
  'bestMs',
  'share',
  'firstRunMs',
  'makes',
];

/** Takes the time of each kernel over some steps. Splitting the pass costs a little, which is in none of the times. */
export async function profileStep(gpu: GPU, spec: StepCase, steps: number): Promise<readonly ProfileRow[]> {
  let plan: Plan | undefined;
  const options = { features: ['timestamp-query'], onPlan: (made: Plan) => void (plan = made) } as const;
  const contestant = await openTensorloom(gpu, spec, hostValues(spec), options);
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
  const makes = resultsOf(plan as Plan);
  const times = first.map((_, at) => steady.map((run) => (run[at] as KernelTime).ms));
  const total = times.reduce((sum, list) => sum + Math.min(...list), 0);
  return first.map(({ label, workgroups, ms }, at) => {
    const own = times[at] as number[];
    const bestMs = rounded(Math.min(...own));
    const share = rounded((100 * bestMs) / total, 3);
    const firstRunMs = rounded(ms - median(own), 3);
    const row = { case: spec.name, at, kernel: label, workgroups, medianMs: rounded(median(own)), bestMs };
    return { ...row, share, firstRunMs, makes: makes[at] ?? '' };
  });
}

/** What each kernel of a plan stores; no more than the eye takes in. */
function resultsOf(plan: Plan): readonly string[] {
  return plan.describe().kernels.map(({ makes, inPlace }) => [...inPlace, ...makes].join(', ').slice(0, 70));
}
