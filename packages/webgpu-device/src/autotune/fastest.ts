// The fastest of several kernels of one product: each must compile, give the numbers of the first one, and win on time.
import type { GpuContext } from '../memory/gpu-context.js';
import { PipelineCache } from '../plan/pipelines.js';
import { agrees } from './agrees.js';
import type { MeasuredProduct } from '../schedule/write/measured-schedules.js';
import type { Candidate } from './product.js';
import type { Work } from './stopwatch.js';
import { openTrial, type Contender, type Contestant, type Trial } from './trial.js';

/** What measuring found. */
export interface Fastest {
  readonly candidate: Candidate;
  /** Milliseconds of one run, and of one run of the first candidate. */
  readonly ms: number;
  readonly firstMs: number;
  /** Candidates that do not compile or compute something else. */
  readonly refused: readonly Candidate[];
}

/** Part of the first candidate's time that another must save: less is noise, and one schedule more is a pipeline more. */
const WORTH = 0.05;
/** Milliseconds of work between two readings of the clock: browsers round timestamps to 0.1 ms. */
const SPAN = 2;
const MOST_TIMES = 64;

/** Compiled, or undefined where that fails: a candidate that a driver refuses harms nobody. */
async function compiled(context: GpuContext, candidate: Candidate): Promise<Contender | undefined> {
  const { gpu } = context;
  gpu.pushErrorScope('validation');
  const pipeline = new PipelineCache(context).get(candidate.kernel);
  const error = gpu.popErrorScope();
  try {
    const contender = { candidate, compiled: await pipeline };
    return (await error) === null ? contender : undefined;
  } catch {
    await error;
    context.check();
    return undefined;
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1] as number;
}

/** Median milliseconds of one run of each, all of them in turn in each round. */
async function medians({ watch }: Trial, those: readonly Contestant[], rounds: number): Promise<readonly number[]> {
  const worksOf = (times: readonly number[]): readonly Work[] =>
    those.map(
      ({ record }, index) =>
        (pass) =>
          record(pass, times[index] as number),
    );
  const once = await watch.time(worksOf(those.map(() => 1)));
  const times = once.map((ms) => Math.min(MOST_TIMES, Math.max(1, Math.ceil(SPAN / Math.max(ms, 0.01)))));
  const works = worksOf(times);
  const seen: (readonly number[])[] = [];
  for (let round = 0; round < rounds; round++) seen.push(await watch.time(works));
  return those.map((_, index) => median(seen.map((round) => (round[index] as number) / (times[index] as number))));
}

/**
 * Measures candidates on scratch buffers of the product's sizes.
 *
 * @param candidates the first is the one that the others are held against
 * @returns undefined if not even the first one runs
 */
export async function fastestOf(
  context: GpuContext,
  product: MeasuredProduct,
  candidates: readonly Candidate[],
  rounds: number,
): Promise<Fastest | undefined> {
  const [first, ...others] = await Promise.all(candidates.map((candidate) => compiled(context, candidate)));
  if (!first) return undefined;
  const trial = await openTrial(context, product, [first, ...others.filter((other) => other !== undefined)]);
  if (!trial) return undefined;
  try {
    const right: Contestant[] = [];
    let want: Float32Array | undefined;
    for (const contestant of trial.contestants) {
      const got = await trial.resultOf(contestant);
      want ??= got;
      if (agrees(got, want, product.gemm.sizes.k)) right.push(contestant);
    }
    // A default that is not even equal to itself computed NaN: nothing can be said about the others.
    if (right.length === 0) return undefined;
    const times = await medians(trial, right, rounds);
    return verdict(
      right.map(({ candidate }) => candidate),
      times,
      candidates,
    );
  } finally {
    trial.dispose();
  }
}

function verdict(right: readonly Candidate[], times: readonly number[], all: readonly Candidate[]): Fastest {
  const firstMs = times[0] as number;
  const best = times.indexOf(Math.min(...times));
  const at = (times[best] as number) < firstMs * (1 - WORTH) ? best : 0;
  const refused = all.filter((candidate) => !right.includes(candidate));
  return { candidate: right[at] as Candidate, ms: times[at] as number, firstMs, refused };
}
