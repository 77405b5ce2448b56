// A learning rate that goes down in a straight line: large steps first, none at the end.

/** The rate for the update after `iteration` others, of `steps` in all. */
export function linearDecay(rate: number, steps: number): (iteration: number) => number {
  return (iteration) => rate * Math.max(0, 1 - iteration / steps);
}
