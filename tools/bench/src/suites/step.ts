// The training step in the steady state: counted, then timed in rounds that take turns with the peers.
import type { StepCase } from '../cases/step-case.js';
import { countsPerStep, type GpuCounters } from '../counting/gpu-counters.js';
import type { Contestant } from '../contestants/contestant.js';
import { clockCost, threadClock } from '../counting/thread-time.js';
import { Stopwatch, type Usage } from '../counting/stopwatch.js';
import { timesOf, type RoundTimes } from '../report/round-times.js';
import { median, rounded } from '../report/statistics.js';
import type { StepRow } from '../report/step-row.js';

/** How much is measured. */
export interface StepSuiteOptions {
  /** Rounds of each library. */
  readonly rounds: number;
  /** Steps that are counted, after the first few. */
  readonly countedSteps: number;
}

/** Steps before the counting, in which plans, pools and caches fill; the last one's loss is compared. */
const WARM_UP = 10;
/** Steps of which the host's part is timed: at least, and more of short ones, for as long as they take. */
const HOST_STEPS = 15;
const HOST_MS = 2000;
/** Steps before them, in which V8 compiles what it finds busy: as many as this, or as fit into that time. */
const HOST_WARM_UP = 1000;

type Counted = Omit<StepRow, keyof RoundTimes>;

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
  const lastLoss = await contestant.loss();
  const before = counters.counts(device);
  for (let at = 0; at < steps; at++) await contestant.step();
  await contestant.submit?.();
  const { encoders: _, ...perStep } = countsPerStep(before, counters.counts(device), steps);
  await contestant.loss();
  const memory = counters.memory(device);
  // Until a step that is put off is submitted, the device works: that time is not the host's alone.
  const host = contestant.submit ? {} : { hostMs: await hostTime(contestant) };
  return { case: name, library, adapter, firstStepMs, ...host, ...perStep, ...memory, firstLoss, lastLoss };
}

/** The host's part of a step: with an idle device, nothing but recording, encoding and submitting is waited for. */
export async function hostTime({ step, loss }: Contestant): Promise<number> {
  const warm = performance.now();
  for (let at = 0; at < HOST_WARM_UP && performance.now() - warm < HOST_MS; at++) await step();
  const [times, costs]: [number[], number[]] = [[], []];
  const start = performance.now();
  while (times.length < HOST_STEPS || performance.now() - start < HOST_MS) {
    await loss();
    costs.push(clockCost());
    const began = threadClock();
    await step();
    times.push(threadClock() - began);
  }
  await loss();
  return rounded(median(times) - median(costs), 3);
}

async function timeRound(contestant: Contestant, steps: number): Promise<Usage> {
  const watch = new Stopwatch();
  for (let at = 0; at < steps; at++) await contestant.step();
  await contestant.loss();
  return watch.perStep(steps);
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
  options: StepSuiteOptions,
): Promise<readonly StepRow[]> {
  const counted: Counted[] = [];
  for (const contestant of contestants)
    counted.push(await countSteps(spec, contestant, counters, options.countedSteps));
  const rounds: Usage[][] = contestants.map(() => []);
  for (let round = 0; round < options.rounds; round++) {
    for (const [at, contestant] of contestants.entries()) {
      (rounds[at] as Usage[]).push(await timeRound(contestant, spec.stepsPerRound));
    }
  }
  return counted.map((row, at) => ({ ...row, ...timesOf(rounds[at] as Usage[], rounds[0] as Usage[]) }));
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
