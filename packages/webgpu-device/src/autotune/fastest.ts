// The fastest of several kernels of one product: each must compile, give the numbers of the first one, and win on time.
import type { GpuContext } from '../memory/gpu-context.js';
import { PipelineCache } from '../plan/pipelines.js';
import { agrees } from './agrees.js';
import type { MeasuredProduct } from '../schedule/write/measured-schedules.js';
import type { Candidate } from './product.js';
import { stopwatchOf } from './stopwatch.js';
import { openTrial, type Contender, type Trial } from './trial.js';

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

type Recorder = ReturnType<Trial['recorder']>;

/** Median milliseconds of one run of each, all of them in turn in each round. */
async function medians(context: GpuContext, records: readonly Recorder[], rounds: number): Promise<readonly number[]> {
  const watch = stopwatchOf(context, records.length);
  const once = await watch.time(records.map((record) => (pass) => record(pass, 1)));
  const times = once.map((ms) => Math.min(MOST_TIMES, Math.max(1, Math.ceil(SPAN / Math.max(ms, 0.01)))));
  const works = records.map((record, index) => (pass: GPUComputePassEncoder) => record(pass, times[index] as number));
  const seen: (readonly number[])[] = [];
  for (let round = 0; round < rounds; round++) seen.push(await watch.time(works));
  watch.dispose();
  return records.map((_, index) => median(seen.map((round) => (round[index] as number) / (times[index] as number))));
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
  const contenders = await Promise.all(candidates.map((candidate) => compiled(context, candidate)));
  if (!contenders[0]) return undefined;
  const trial = await openTrial(context, product);
  if (!trial) return undefined;
  try {
    const right: { candidate: Candidate; record: Recorder }[] = [];
    let want: Float32Array | undefined;
    for (const contender of contenders) {
      if (!contender) continue;
      const record = trial.recorder(contender);
      const got = await trial.resultOf(record);
      want ??= got;
      if (agrees(got, want, product.gemm.sizes.k)) right.push({ candidate: contender.candidate, record });
    }
    // A default that is not even equal to itself computed NaN: nothing can be said about the others.
    if (right.length === 0) return undefined;
    const times = await medians(
      context,
      right.map(({ record }) => record),
      rounds,
    );
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
