// What rounds that took turns say about one library: its times, and those by Tensorloom's. Knows no work.
import type { Usage } from '../counting/stopwatch.js';
import { median, quantile, rounded } from './statistics.js';

/** Times of one step or call. */
export interface RoundTimes {
  /** Milliseconds: median over rounds, and the quarters around it. */
  readonly medianMs: number;
  readonly p25Ms: number;
  readonly p75Ms: number;
  /** Processor time, on all threads of the process: with a software adapter, the device's work as well. */
  readonly cpuMs: number;
  /** This library's time by Tensorloom's: the median over rounds. */
  readonly ratio: number;
  /** The same of processor times, which a busy machine disturbs less. */
  readonly cpuRatio: number;
}

/** Medians over rounds; `ours` are the rounds of Tensorloom that these took turns with. */
export function timesOf(own: readonly Usage[], ours: readonly Usage[]): RoundTimes {
  const of = (name: keyof Usage): readonly number[] => own.map((usage) => usage[name]);
  const against = (name: keyof Usage): number =>
    rounded(median(own.map((usage, round) => usage[name] / (ours[round] as Usage)[name])), 3);
  return {
    medianMs: rounded(median(of('wallMs'))),
    p25Ms: rounded(quantile(of('wallMs'), 0.25)),
    p75Ms: rounded(quantile(of('wallMs'), 0.75)),
    ratio: against('wallMs'),
    cpuMs: rounded(median(of('cpuMs'))),
    cpuRatio: against('cpuMs'),
  };
}
