// What a gradient transform is, and how several make one. It maps gradients to updates and assigns nothing.
import type { Shape, Tensor, Variable } from '@tensorloom/tensor-core';

/** One update. Its numbers move on from run to run: read them only when the host asks for numbers. */
export interface Moment {
  /** The updates made before this one. */
  readonly iteration: number;
  /** The calls of `update` before this one: more, where gradients are accumulated. */
  readonly calls: number;
}

/** The learning rate of a moment. */
export type Rate = (moment: Moment) => number;

/** A tensor that a transform keeps for each variable. */
export interface SlotSpec {
  readonly name: string;
  /** Its shape for a variable (default the same). */
  readonly shape?: (variable: Variable) => Shape;
  /** Its first value (default 0). */
  readonly initial?: number;
}

/** What a transform gives for one variable: the update, and the new values of its slots. */
export interface Transformed {
  readonly update: Tensor;
  readonly slots: readonly Tensor[];
}

/** A transform with the scalars of one update in hand. `variable` has its value from before the update. */
export type Rule = (gradient: Tensor, slots: readonly Tensor[], variable: Variable) => Transformed;

/**
 * A step from gradients to updates. `begin` is called once for each update of all variables and makes the scalars that
 * they share: one expression with the same scalars for every variable is what lets a device run them all in one kernel.
 */
export interface Transform {
  readonly slots: readonly SlotSpec[];
  readonly begin: (moment: Moment) => Rule;
}

/** Transforms one after the other: each takes the update of the one before for its gradient. */
export function chain(...transforms: readonly Transform[]): Transform {
  return {
    slots: transforms.flatMap((transform) => transform.slots),
    begin: (moment) => {
      const rules = transforms.map((transform) => transform.begin(moment));
      return (gradient, slots, variable) => {
        let update = gradient;
        let first = 0;
        const kept: Tensor[] = [];
        rules.forEach((rule, index) => {
          const own = slots.slice(first, (first += (transforms[index] as Transform).slots.length));
          const result = rule(update, own, variable);
          update = result.update;
          kept.push(...result.slots);
        });
        return { update, slots: kept };
      };
    },
  };
}
