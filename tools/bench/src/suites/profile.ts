// Where the time of Tensorloom's step goes: each kernel's own time on the device, and what its first run took.
import { defaultDevice, type KernelClock, type KernelDescription, type KernelTime } from '@tensorloom/tensor-core';
import { hostValues } from '../cases/host-values.js';
import type { StepCase } from '../cases/step-case.js';
import { openTensorloom } from '../contestants/tensorloom.js';
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
  const contestant = await openTensorloom(gpu, spec, hostValues(spec));
  const clock = (await defaultDevice()).timeKernels?.() as KernelClock;
  const runs: (readonly KernelTime[])[] = [];
  for (let at = 0; at <= steps; at++) {
    await contestant.step();
    await contestant.loss();
    // Slots are set to zero with the first step, in a pass before its own.
    runs.push((await clock.take()).at(-1) as readonly KernelTime[]);
  }
  clock.stop();
  const [first, ...steady] = runs as [readonly KernelTime[], ...(readonly KernelTime[])[]];
  const { kernels } = (first[0] as KernelTime).plan.describe();
  contestant.dispose();
  const times = first.map((_, at) => steady.map((run) => (run[at] as KernelTime).ms));
  const total = times.reduce((sum, list) => sum + Math.min(...list), 0);
  return first.map(({ kernel, ms }, at) => {
    const { name, workgroups, makes, inPlace } = kernels[kernel] as KernelDescription;
    const own = times[at] as number[];
    const bestMs = rounded(Math.min(...own));
    const share = rounded((100 * bestMs) / total, 3);
    const firstRunMs = rounded(ms - median(own), 3);
    const row = { case: spec.name, at, kernel: name, workgroups, medianMs: rounded(median(own)), bestMs };
    return { ...row, share, firstRunMs, makes: [...inPlace, ...makes].join(', ').slice(0, 70) };
  });
}
