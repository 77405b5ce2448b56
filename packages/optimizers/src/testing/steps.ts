// What the tests of optimizers share: gradients of three steps, and a comparison that names the worst element.
import { expect } from 'vitest';

/** Gradients of three steps for three elements: of both signs, small and large, one that vanishes. */
export const gradientsByStep: readonly (readonly number[])[] = [
  [0.1, -2, 3e-4],
  [0.3, 1.5, 0],
  [-0.2, 0.75, -40],
];

/** Every element within 1e-12, absolute or relative. */
export function expectClose(got: ArrayLike<number>, expected: readonly number[], tolerance = 1e-12): void {
  expect(got.length).toBe(expected.length);
  expected.forEach((want, index) => {
    const allowed = tolerance * Math.max(1, Math.abs(want));
    expect(
      Math.abs((got[index] as number) - want),
      `element ${index}: got ${got[index]}, want ${want}`,
    ).toBeLessThanOrEqual(allowed);
  });
}

/** Where a recurrence in plain numbers goes from each start by the gradients of `gradientsByStep`. */
export function byElement(starts: readonly number[], walk: (start: number, gradients: number[]) => number): number[] {
  return starts.map((start, index) =>
    walk(
      start,
      gradientsByStep.map((gradient) => gradient[index] as number),
    ),
  );
}
