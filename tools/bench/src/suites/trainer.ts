// What `Trainer.fit` costs on top of its step: the same training as a bare loop, batch by batch, and by `fit`.
import type { StepCase } from '../cases/step-case.js';
import { openDevice } from '../contestants/tensorloom.js';
import { BATCHES, trainingLoops, type Loop } from '../contestants/training-loops.js';
import { countsPerStep, type GpuCounters, type GpuCounts } from '../counting/gpu-counters.js';
import { Stopwatch, type Usage } from '../counting/stopwatch.js';
import { median, rounded } from '../report/statistics.js';

/** One way to train. */
export interface TrainerRow extends Pick<GpuCounts, 'dispatches' | 'submits' | 'writeBuffers'> {
  readonly case: string;
  readonly adapter: string;
  readonly loop: string;
  readonly stepsPerSecond: number;
  /** Steps a second by those of the bare loop: the median over rounds. */
  readonly ratio: number;
  /** Processor time of a step by the bare loop's: the median over rounds. */
  readonly cpuRatio: number;
}

/** The columns of the table, in order. */
export const trainerColumns: readonly (keyof TrainerRow)[] = [
  'case',
  'loop',
  'stepsPerSecond',
  'ratio',
  'cpuRatio',
  'dispatches',
  'submits',
  'writeBuffers',
];

/** Counts of one step: a long run less a short one, so that what happens once a run is not in it. */
async function stepCounts(loop: Loop, counters: GpuCounters, device: GPUDevice): Promise<GpuCounts> {
  const counted = async (steps: number): Promise<GpuCounts> => {
    const before = counters.counts(device);
    await loop(steps);
    return countsPerStep(before, counters.counts(device), 1);
  };
  await loop(BATCHES);
  const short = await counted(BATCHES);
  return countsPerStep(short, await counted(BATCHES + 20), 20);
}

/** Measures the ways to train one case, in rounds that take turns. */
export async function runTrainerCase(
  gpu: GPU,
  spec: StepCase,
  counters: GpuCounters,
  rounds: number,
): Promise<readonly TrainerRow[]> {
  const device = await openDevice(gpu);
  const loops = trainingLoops(spec);
  const counts: GpuCounts[] = [];
  for (const loop of loops.values()) counts.push(await stepCounts(loop, counters, device.gpu));
  const times: Usage[][] = counts.map(() => []);
  const steps = spec.stepsPerRound * 5;
  for (let round = 0; round < rounds; round++) {
    for (const [at, loop] of [...loops.values()].entries()) {
      const watch = new Stopwatch();
      await loop(steps);
      (times[at] as Usage[]).push(watch.perStep(steps));
    }
  }
  device.dispose();
  const shared = { case: spec.name, adapter: device.name };
  return [...loops.keys()].map((loop, at) => ({ ...shared, loop, ...rates(times, at), ...rowCounts(counts, at) }));
}

function rowCounts(
  counts: readonly GpuCounts[],
  at: number,
): Pick<TrainerRow, 'dispatches' | 'submits' | 'writeBuffers'> {
  const { dispatches, submits, writeBuffers } = counts[at] as GpuCounts;
  return { dispatches, submits, writeBuffers };
}

function rates(times: readonly Usage[][], at: number): Pick<TrainerRow, 'stepsPerSecond' | 'ratio' | 'cpuRatio'> {
  const [own, bare] = [times[at], times[0]] as [Usage[], Usage[]];
  const against = (name: keyof Usage): number =>
    rounded(median(own.map((usage, round) => usage[name] / (bare[round] as Usage)[name])), 3);
  const stepsPerSecond = rounded(1000 / median(own.map(({ wallMs }) => wallMs)));
  return { stepsPerSecond, ratio: rounded(1 / against('wallMs'), 3), cpuRatio: against('cpuMs') };
}

/** Steps a second that `fit` must keep of the bare loop's. */
const LEAST_RATIO = 0.9;

/** What is wrong with the rows of one case. */
export function trainerComplaints(rows: readonly TrainerRow[]): readonly string[] {
  const [bare, , fit] = rows as readonly [TrainerRow, TrainerRow, TrainerRow];
  const complaints: string[] = [];
  if (fit.ratio < LEAST_RATIO) {
    complaints.push(
      `${fit.case}: fit is slow; expected ${LEAST_RATIO} of the bare loop's steps a second, got ${fit.ratio}`,
    );
  }
  if (fit.dispatches !== bare.dispatches) {
    complaints.push(`${fit.case}: fit dispatches more; expected ${bare.dispatches} a step, got ${fit.dispatches}`);
  }
  return complaints;
}
