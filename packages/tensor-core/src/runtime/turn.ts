// One run at a time, in the order in which runs were asked for.

let last: Promise<unknown> = Promise.resolve();

/** Runs `work` after all work that was asked for before it. */
export function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const result = last.then(work, work);
  last = result.catch(() => undefined);
  return result;
}
