// The transform at the heart of Adagrad.
import { add, constant, div, sqrt, square } from '@tensorloom/tensor-core';
import type { Transform } from './transform.js';

export interface AccumulatedSquaresOptions {
  /** What the sum starts from, at least 0. */
  readonly initialValue: number;
  /** Added to the sum under the root, at least 0. */
  readonly epsilon: number;
}

/** n ← n + g²; the update is g / √(n + epsilon). Slot: `accumulator` (n). */
export function accumulatedSquares({ initialValue, epsilon }: AccumulatedSquaresOptions): Transform {
  return {
    slots: [{ name: 'accumulator', initial: initialValue }],
    begin: () => {
      const floor = constant(epsilon);
      return (gradient, [sum]) => {
        const n = add(sum!, square(gradient));
        return { update: div(gradient, sqrt(add(n, floor))), slots: [n] };
      };
    },
  };
}
