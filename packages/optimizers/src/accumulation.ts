// Gradients that are summed up over several calls before weights move.
import { add, constant, greater, hostValue, mul, where, type Tensor, type Variable } from '@tensorloom/tensor-core';
import type { Moment, SlotSpec } from './transforms/transform.js';

/** One call of `update` out of several that make one update. */
export interface Turn {
  /** Takes a gradient into its sum and gives the mean of all that are in it. */
  readonly take: (gradient: Tensor, sum: Variable) => Tensor;
  /** Assigns, if this call is the last of its update. */
  readonly settle: (target: Variable, value: Tensor) => void;
}

/** Weights move in every `steps`-th call, by the mean of the gradients since. */
export class Accumulation {
  readonly slot: SlotSpec = { name: 'accumulatedGradient' };

  constructor(readonly steps: number) {}

  /** @param moment of the call: `calls` before it */
  begin(moment: Moment): Turn {
    const isLast = greater(
      hostValue(() => Number((moment.calls + 1) % this.steps === 0)),
      constant(0),
    );
    const share = constant(1 / this.steps);
    return {
      take: (gradient, sum) => {
        const total = add(sum, gradient);
        sum.assign(where(isLast, constant(0), total));
        return mul(total, share);
      },
      settle: (target, value) => target.assign(where(isLast, value, target)),
    };
  }
}
