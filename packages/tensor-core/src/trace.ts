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

/** A function under way whose recorded graph will be rewritten. */
interface Watch {
  /** Keys drawn from the global stream. */
  readonly keys: Set<Tensor>;
  /** The name that the user called, if the function's arguments have no values: nothing of it may be assigned. */
  readonly op?: string;
}

/** Watches in progress, the outermost first. */
const watches: Watch[] = [];

/** A result with the keys that were drawn from the global stream on the way. */
export interface Watched<Result> {
  readonly result: Result;
  readonly keys: ReadonlySet<Tensor>;
}

function watched<Result>(watch: Watch, body: () => Result): Watched<Result> {
  watches.push(watch);
  try {
    return { result: body(), keys: watch.keys };
  } finally {
    watches.pop();
  }
}

/** Runs a function and tells which keys it drew from the global stream. */
export function watchKeys<Result>(body: () => Result): Watched<Result> {
  return watched({ keys: new Set() }, body);
}

/**
 * As `watchKeys`, for a function whose arguments are placeholders: nothing may be assigned meanwhile, and losses are not
 * noted for the next run.
 *
 * @param op the name that the user called, for messages
 */
export function onPlaceholders<Result>(op: string, body: () => Result): Watched<Result> {
  return watched({ keys: new Set(), op }, body);
}

/** The name of the function whose arguments are placeholders now, if any. */
export function placeholdersOf(): string | undefined {
  return watches.findLast(({ op }) => op !== undefined)?.op;
}

/** Hands a key drawn from the global stream to all who watch. */
export function noteKey(key: Tensor): Tensor {
  for (const { keys } of watches) keys.add(key);
  return key;
}

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
