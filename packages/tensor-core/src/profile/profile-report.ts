// What `profile` found: a table of kernels, where the host's time went, and the same as a trace for viewers.
import { countNames, formatTable, type Column } from '../inspect/format-table.js';
import type { KernelDescription } from '../inspect/plan-description.js';
import { ownTimes, type HostSpan, type HostStage } from './host-clock.js';

/** One kernel of one run. */
export interface TimedKernel {
  readonly kernel: KernelDescription;
  /** Milliseconds of the device's own clock, which starts anywhere. */
  readonly start: number;
  readonly ms: number;
}

/** One run of the function. */
export interface ProfiledRun {
  readonly start: number;
  readonly end: number;
  readonly stages: readonly HostSpan[];
  readonly kernels: readonly TimedKernel[];
}

/** All dispatches of kernels of one name, ops and results, over all timed runs. */
export interface KernelRow {
  readonly kernel: KernelDescription;
  readonly calls: number;
  readonly totalMs: number;
  /** Part of the time of all kernels, 0 to 1. */
  readonly share: number;
  /** Bytes that it reads and writes by the time it takes. */
  readonly gigabytesPerSecond: number;
}

const kernelColumns: readonly Column<KernelRow>[] = [
  { title: 'kernel', text: ({ kernel }) => kernel.name, yields: true },
  { title: 'ops', text: ({ kernel }) => countNames(kernel.ops), yields: true },
  { title: 'makes', text: ({ kernel }) => [...kernel.inPlace, ...kernel.makes].join(', '), yields: true },
  { title: 'calls', text: ({ calls }) => String(calls), align: 'right' },
  { title: 'total ms', text: ({ totalMs }) => totalMs.toFixed(3), align: 'right' },
  { title: 'share', text: ({ share }) => `${(100 * share).toFixed(1)}%`, align: 'right' },
  { title: 'GB/s', text: ({ gigabytesPerSecond }) => gigabytesPerSecond.toFixed(2), align: 'right' },
];

const stageColumns: readonly Column<readonly [string, number, number]>[] = [
  { title: 'host', text: ([stage]) => stage },
  { title: 'ms a run', text: ([, ms]) => ms.toFixed(3), align: 'right' },
  { title: 'share', text: ([, , share]) => `${(100 * share).toFixed(1)}%`, align: 'right' },
];

/** Kernels that the table shows; `kernels` holds all of them. */
const SHOWN = 25;

function rowsOf(runs: readonly ProfiledRun[]): readonly KernelRow[] {
  const groups = new Map<string, TimedKernel[]>();
  for (const timed of runs.flatMap(({ kernels }) => kernels)) {
    const { name, ops, makes, inPlace } = timed.kernel;
    const key = JSON.stringify([name, ops, makes, inPlace]);
    groups.set(key, [...(groups.get(key) ?? []), timed]);
  }
  const sum = (list: readonly TimedKernel[]): number => list.reduce((total, { ms }) => total + ms, 0);
  const all = [...groups.values()].reduce((total, list) => total + sum(list), 0);
  const rows = [...groups.values()].map((list): KernelRow => {
    const totalMs = sum(list);
    const { kernel } = list[0] as TimedKernel;
    const bytes = list.length * (kernel.bytesRead + kernel.bytesWritten);
    const gigabytesPerSecond = totalMs > 0 ? bytes / totalMs / 1e6 : 0;
    return { kernel, calls: list.length, totalMs, share: all > 0 ? totalMs / all : 0, gigabytesPerSecond };
  });
  return rows.sort((a, b) => b.totalMs - a.totalMs);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const stageNames: readonly HostStage[] = ['record', 'lower', 'look-up', 'encode', 'submit', 'compute', 'wait'];

/** What `profile` found. `String(profile)` is a table, `toChromeTrace()` the same for chrome://tracing and Perfetto. */
export class Profile {
  /** Kernels by the time they took in all, the longest first. */
  readonly kernels: readonly KernelRow[];
  /** Median milliseconds of a run, from its call until the device has finished, with nobody taking the time of kernels. */
  readonly runMs: number;
  /** Mean milliseconds of a run by stage of the host; `other` is what lies between stages. */
  readonly host: Readonly<Record<HostStage | 'other', number>>;

  /**
   * @param plain runs in which only the host looked at its clock
   * @param timed runs in which each kernel was timed, which makes encoding slower
   */
  constructor(
    readonly device: string,
    plain: readonly ProfiledRun[],
    readonly timed: readonly ProfiledRun[],
  ) {
    this.kernels = rowsOf(timed);
    this.runMs = median(plain.map(({ start, end }) => end - start));
    const mean = plain.reduce((sum, { start, end }) => sum + end - start, 0) / plain.length;
    const times = plain.map(({ stages }) => ownTimes(stages));
    const stages = stageNames.map((stage): [HostStage, number] => [
      stage,
      times.reduce((sum, own) => sum + (own.get(stage) ?? 0), 0) / plain.length,
    ]);
    const other = mean - stages.reduce((sum, [, ms]) => sum + ms, 0);
    this.host = { ...(Object.fromEntries(stages) as Record<HostStage, number>), other };
  }

  toString(): string {
    const { timed, kernels } = this;
    const kernelMs = kernels.reduce((sum, { totalMs }) => sum + totalMs, 0) / timed.length;
    const total = Object.values(this.host).reduce((sum, ms) => sum + ms, 0);
    const stages = Object.entries(this.host).filter(([, ms]) => ms > 0);
    return [
      `${this.device}: ${this.runMs.toFixed(3)} ms a run, ${kernelMs.toFixed(3)} ms of it in kernels (${timed.length} runs timed)`,
      formatTable(kernelColumns, kernels.slice(0, SHOWN)),
      ...(kernels.length > SHOWN ? [`and ${kernels.length - SHOWN} more`] : []),
      '',
      formatTable(
        stageColumns,
        stages.map(([stage, ms]) => [stage, ms, ms / total] as const),
      ),
    ].join('\n');
  }

  /** The timed runs as JSON of Chrome's trace format. The device's clock is laid so that its first kernel follows the first submission. */
  toChromeTrace(): string {
    const begin = this.timed[0]?.start ?? 0;
    const us = (ms: number): number => Math.max(0, (ms - begin) * 1000);
    const event = (tid: number, name: string, start: number, ms: number, args: object = {}): object => ({
      ...{ ph: 'X', pid: 1, tid, name, cat: tid === 1 ? 'host' : 'device' },
      ...{ ts: us(start), dur: ms * 1000, args },
    });
    const named = (tid: number, name: string): object => ({
      ph: 'M',
      pid: 1,
      tid,
      name: 'thread_name',
      args: { name },
    });
    const events = this.timed.flatMap(({ start, end, stages, kernels }, run) => {
      const submitted = stages.find(({ stage }) => stage === 'submit' || stage === 'compute')?.start ?? start;
      const shift = submitted - (kernels[0]?.start ?? 0);
      return [
        event(1, `run ${run}`, start, end - start),
        ...[...stages]
          .sort((a, b) => a.start - b.start)
          .map((one) => event(1, one.stage, one.start, one.end - one.start)),
        ...kernels.map(({ kernel, start: at, ms }) => {
          const { name, ops, makes, inPlace, workgroups, bytesRead, bytesWritten } = kernel;
          return event(2, name, at + shift, ms, { ops, makes, inPlace, workgroups, bytesRead, bytesWritten });
        }),
      ];
    });
    const names = [named(1, 'host'), named(2, this.device)];
    return JSON.stringify({ displayTimeUnit: 'ms', traceEvents: [...names, ...events] });
  }
}
