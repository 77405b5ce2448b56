// The training step in the steady state: counted, then timed in rounds that take turns with the peers.
import type { StepCase } from '../cases/step-case.js';
import { countsPerStep, type GpuCounters } from '../counting/gpu-counters.js';
import type { Contestant } from '../contestants/contestant.js';
import { median, quantile, rounded } from '../report/statistics.js';
import type { StepRow } from '../report/step-row.js';

/** How much is measured. */
export interface StepSuiteOptions {
  /** Rounds of each library. */
  readonly rounds: number;
  /** Steps that are counted, after the first few. */
  readonly countedSteps: number;
}

/** Steps before the counting: plans, pools and caches fill. */
const WARM_UP = 5;

type Counted = Omit<StepRow, 'medianMs' | 'p25Ms' | 'p75Ms' | 'ratio'>;

async function countSteps(
  { name }: StepCase,
  contestant: Contestant,
  counters: GpuCounters,
  steps: number,
): Promise<Counted> {
  const { library, adapter, device } = contestant;
  const began = performance.now();
  await contestant.step();
  const firstLoss = await contestant.loss();
  const firstStepMs = rounded(performance.now() - began);
  for (let at = 1; at < WARM_UP; at++) await contestant.step();
  await contestant.loss();
  const before = counters.counts(device);
  for (let at = 0; at < steps; at++) await contestant.step();
  const { encoders: _, ...perStep } = countsPerStep(before, counters.counts(device), steps);
  const lastLoss = await contestant.loss();
  return { case: name, library, adapter, firstStepMs, ...perStep, ...counters.memory(device), firstLoss, lastLoss };
}

async function timeRound(contestant: Contestant, steps: number): Promise<number> {
  const began = performance.now();
  for (let at = 0; at < steps; at++) await contestant.step();
  await contestant.loss();
  return (performance.now() - began) / steps;
}

/**
 * Measures one case.
 *
 * @param contestants Tensorloom first, then its peers, all ready and untrained
 * @returns a row for each
 */
export async function runStepCase(
  spec: StepCase,
  contestants: readonly Contestant[],
  counters: GpuCounters,
  { rounds, countedSteps }: StepSuiteOptions,
): Promise<readonly StepRow[]> {
  const counted: Counted[] = [];
  for (const contestant of contestants) counted.push(await countSteps(spec, contestant, counters, countedSteps));
  const times = contestants.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [at, contestant] of contestants.entries()) {
      (times[at] as number[]).push(await timeRound(contestant, spec.stepsPerRound));
    }
  }
  const ours = times[0] as number[];
  return counted.map((row, at) => {
    const own = times[at] as number[];
    return {
      ...row,
      medianMs: rounded(median(own)),
      p25Ms: rounded(quantile(own, 0.25)),
      p75Ms: rounded(quantile(own, 0.75)),
      ratio: rounded(median(own.map((time, round) => time / (ours[round] as number))), 3),
    };
  });
}

/** Largest difference of losses between libraries that still counts as equal, relative to losses above 1. */
const LOSS_TOLERANCE = 1e-4;

/** What is wrong with the rows of one case: losses that differ between libraries, or are no numbers. */
export function lossComplaints(rows: readonly StepRow[]): readonly string[] {
  const [ours] = rows;
  return rows.flatMap((row) =>
    (['firstLoss', 'lastLoss'] as const).flatMap((name) => {
      const expected = (ours as StepRow)[name];
      const off = Math.abs(row[name] - expected) / Math.max(1, Math.abs(expected));
      if (off <= LOSS_TOLERANCE) return [];
      return [`${row.case}: ${name} differs; expected ${expected} as ours, got ${row[name]} from ${row.library}`];
    }),
  );
}
