// Single computations in the steady state, in rounds that take turns with the peers, their results compared.
import { countsPerStep, noCounts, type GpuCounters } from '../counting/gpu-counters.js';
import { waitQuietly } from '../counting/quiet-wait.js';
import { Stopwatch, type Usage } from '../counting/stopwatch.js';
import { amountOf, type KernelCase } from '../kernels/kernel-case.js';
import type { KernelContestant } from '../kernels/kernel-contestant.js';
import type { KernelRow } from '../kernels/kernel-row.js';
import { timesOf, type RoundTimes } from '../report/round-times.js';
import { rounded } from '../report/statistics.js';

/** Rounds before those that count: buffers are taken from pools, and the time of a wait is known. */
const WARM_UP = 2;

/** Asks for some results and waits for them. */
async function callRound(contestant: KernelContestant, calls: number, expectedMs: number): Promise<void> {
  for (let at = 0; at < calls; at++) await contestant.call();
  await (contestant.device ? waitQuietly(contestant.settle, expectedMs) : contestant.settle());
}

/** Rounds of all contestants in turn. */
async function timeRounds(
  contestants: readonly KernelContestant[],
  calls: number,
  rounds: number,
): Promise<readonly (readonly Usage[])[]> {
  const times: Usage[][] = contestants.map(() => []);
  for (let round = 0; round < WARM_UP + rounds; round++) {
    for (const [at, contestant] of contestants.entries()) {
      const own = times[at] as Usage[];
      // The first round compiles.
      const expectedMs = round < 2 ? 0 : calls * Math.min(...own.slice(1).map(({ wallMs }) => wallMs));
      await contestant.begin();
      const watch = new Stopwatch();
      await callRound(contestant, calls, expectedMs);
      own.push(watch.perStep(calls));
    }
  }
  return times.map((own) => own.slice(WARM_UP));
}

type Counted = Omit<KernelRow, keyof RoundTimes | 'case' | 'rate' | 'unit' | 'coldMs' | 'difference'>;

async function countCalls(contestant: KernelContestant, counters: GpuCounters, calls: number): Promise<Counted> {
  const { library, adapter, device } = contestant;
  await contestant.begin();
  const before = device ? counters.counts(device) : noCounts();
  await callRound(contestant, calls, 0);
  const after = device ? counters.counts(device) : noCounts();
  const { encoders: _, ...counts } = countsPerStep(before, after, calls);
  const memory = device ? counters.memory(device) : { liveBuffers: 0, liveBytes: 0 };
  return { library, adapter, ...counts, ...memory };
}

/** Largest difference of two results, by the largest of the expected one. NaN where they are not comparable. */
export function largestDifference(expected: Float32Array, got: Float32Array): number {
  if (expected.length !== got.length) return NaN;
  let [most, largest] = [0, 0];
  for (let at = 0; at < expected.length; at++) {
    const off = Math.abs((got[at] as number) - (expected[at] as number));
    if (Number.isNaN(off)) return NaN;
    most = Math.max(most, off);
    largest = Math.max(largest, Math.abs(expected[at] as number));
  }
  return most === 0 ? 0 : most / largest;
}

/**
 * Measures one case.
 *
 * @param contestants Tensorloom first, then its peers
 * @param coldMs the first calls of fresh processes, in the same order
 */
export async function runKernelCase(
  spec: KernelCase,
  contestants: readonly KernelContestant[],
  coldMs: readonly number[],
  counters: GpuCounters,
  rounds: number,
): Promise<readonly KernelRow[]> {
  const times = await timeRounds(contestants, spec.callsPerRound, rounds);
  const { amount, unit } = amountOf(spec.work);
  const [ours] = contestants as readonly [KernelContestant];
  await ours.begin();
  const expected = await ours.result();
  const rows: KernelRow[] = [];
  for (const [at, contestant] of contestants.entries()) {
    const counted = await countCalls(contestant, counters, spec.callsPerRound);
    const difference = rounded(largestDifference(expected, await contestant.result()), 2);
    const timed = timesOf(times[at] as readonly Usage[], times[0] as readonly Usage[]);
    const rate = rounded(amount / timed.medianMs / 1e6, 3);
    rows.push({ case: spec.name, ...counted, ...timed, rate, unit, coldMs: coldMs[at] as number, difference });
  }
  return rows;
}

/** Largest difference that still counts as the same result: sums of float32 in another order. */
const TOLERANCE = 1e-4;

/** What is wrong with the rows of one case: results that differ between libraries. */
export function resultComplaints(rows: readonly KernelRow[]): readonly string[] {
  return rows
    .filter(({ difference }) => !(difference <= TOLERANCE))
    .map((row) => {
      const differ = `${row.case}: results differ; expected those of ${row.library} within ${TOLERANCE} of the largest`;
      return `${differ}, got ${row.difference}`;
    });
}

/** The first call: from operands on the host until the device is done. */
export async function firstCall(contestant: KernelContestant): Promise<number> {
  const began = performance.now();
  await contestant.call();
  await contestant.settle();
  return rounded(performance.now() - began);
}
