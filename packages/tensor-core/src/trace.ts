// What `compile` knows while it traces a function: which variables change, how many random draws there are, what to do before a run.
import type { StateCell } from './state-cell.js';
import type { Tensor } from './tensor.js';

/** One tracing in progress. */
export interface Trace {
  /** Last value assigned to each variable, in order of first assignment. */
  readonly assignments: Map<StateCell, Tensor>;
  /** What ops of the trace read of a variable that it has not assigned: the version of the moment of each run. */
  readonly versions: Map<StateCell, Tensor>;
  /** Called before each run, in order. */
  readonly beforeRun: (() => void)[];
  /** Random keys drawn so far. */
  draws: number;
  /** Words of the key of draw i in the run under way. */
  keyOf: (draw: number) => readonly [number, number];
}

let active: Trace | undefined;

/** The tracing in progress, if any. */
export function activeTrace(): Trace | undefined {
  return active;
}

/** Runs `body` as a trace. */
export function withTrace<Result>(trace: Trace, body: () => Result): Result {
  const outer = active;
  active = trace;
  try {
    return body();
  } finally {
    active = outer;
  }
}

/**
 * Does something once for each run of a step: now in uncompiled code, before every run under `compile`.
 * Optimizers count their iterations so.
 */
export function onEachRun(action: () => void): void {
  if (active) active.beforeRun.push(action);
  else action();
}

/** Runs `body` as if no trace were in progress: for first values of variables made during one. */
export function outsideTrace<Result>(body: () => Result): Result {
  const outer = active;
  active = undefined;
  try {
    return body();
  } finally {
    active = outer;
  }
}
