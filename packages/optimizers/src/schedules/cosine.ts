// The half wave that several schedules go by.

/** From 1 at 0 to 0 at 1: (1 + cos(π · done)) / 2. */
export function cosineFall(done: number): number {
  return (1 + Math.cos(Math.PI * done)) / 2;
}
