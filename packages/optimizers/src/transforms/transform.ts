// What a gradient transform is, and how several make one. Knows no variable: it maps gradients to updates.
import type { Tensor } from '@tensorloom/tensor-core';

/** One update, as transforms see it. */
export interface Moment {
  /** The updates made before this one; read it only when the host asks for numbers, it moves on from run to run. */
  readonly iteration: number;
}

/** What a transform gives for one variable: the update, and the new values of its slots. */
export interface Transformed {
  readonly update: Tensor;
  readonly slots: readonly Tensor[];
}

/** A transform with the scalars of one update in hand. */
export type Rule = (gradient: Tensor, slots: readonly Tensor[]) => Transformed;

/**
 * A step from gradients to updates. `begin` is called once for each update of all variables and makes the scalars that
 * they share: one expression with the same scalars for every variable is what lets a device run them all in one kernel.
 */
export interface Transform {
  /** Names of the tensors that it keeps for each variable, of the variable's shape, 0 at first. */
  readonly slots: readonly string[];
  readonly begin: (moment: Moment) => Rule;
}

/** Transforms one after the other: each takes the update of the one before for its gradient. */
export function chain(...transforms: readonly Transform[]): Transform {
  return {
    slots: transforms.flatMap((transform) => transform.slots),
    begin: (moment) => {
      const rules = transforms.map((transform) => transform.begin(moment));
      return (gradient, slots) => {
        let update = gradient;
        let first = 0;
        const kept: Tensor[] = [];
        rules.forEach((rule, index) => {
          const own = slots.slice(first, (first += (transforms[index] as Transform).slots.length));
          const result = rule(update, own);
          update = result.update;
          kept.push(...result.slots);
        });
        return { update, slots: kept };
      };
    },
  };
}
