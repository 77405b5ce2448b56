// What the host does between a call and its result, stage by stage; runs only while `profile` looks at it.

/**
 * `record`: the function itself, until it first waits. `lower`: the program is made. `look-up`: its plan is found (or made).
 * `encode`: inputs are gathered and commands written. `submit`: they are handed to the device. `compute`: a device that
 * computes in the thread that calls. `wait`: for the device.
 */
export type HostStage = 'record' | 'lower' | 'look-up' | 'encode' | 'submit' | 'compute' | 'wait';

/** One stage of one run, in milliseconds of `performance.now()`. */
export interface HostSpan {
  readonly stage: HostStage;
  readonly start: number;
  readonly end: number;
}

let spans: HostSpan[] | undefined;

/** Does work as a stage: a promise's stage lasts until it is settled. Off, it is a call and nothing else. */
export function staged<Result>(stage: HostStage, work: () => Result): Result {
  if (!spans) return work();
  const start = performance.now();
  const note = (): void => void spans?.push({ stage, start, end: performance.now() });
  const result = work();
  if (!(result instanceof Promise)) {
    note();
    return result;
  }
  return result.finally(note) as Result;
}

/** Collects the stages of all that happens during `work`. */
export async function withHostClock(work: (collected: HostSpan[]) => Promise<void>): Promise<readonly HostSpan[]> {
  const outer = spans;
  const own: HostSpan[] = (spans = []);
  try {
    await work(own);
  } finally {
    spans = outer;
  }
  return own;
}

/** Milliseconds of each stage by itself: where one lies in another, the time is the inner one's. */
export function ownTimes(all: readonly HostSpan[]): ReadonlyMap<HostStage, number> {
  const times = new Map<HostStage, number>();
  const edges = [...new Set(all.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  for (let at = 1; at < edges.length; at++) {
    const [from, to] = [edges[at - 1] as number, edges[at] as number];
    const under = all.filter(({ start, end }) => start <= from && end >= to);
    const inner = under.sort((a, b) => b.start - a.start || a.end - b.end)[0];
    if (inner) times.set(inner.stage, (times.get(inner.stage) ?? 0) + to - from);
  }
  return times;
}
