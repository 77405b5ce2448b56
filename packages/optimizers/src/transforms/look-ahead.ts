// The transform that walks ahead with fast weights and follows with slow ones.
import { add, constant, greater, hostValue, mul, sub, where } from '@tensorloom/tensor-core';
import type { Transform } from './transform.js';

export interface LookAheadOptions {
  /** Number of updates between two steps of the slow weights (default 6). */
  readonly syncPeriod?: number;
  /** Share of the way to the fast weights that the slow ones go, in [0, 1] (default 0.5). */
  readonly slowStepSize?: number;
}

/**
 * For incoming updates u of weights w, slow weights s start as w; w ← w + u, and in every syncPeriod-th update
 * s ← s + slowStepSize · (w - s), w ← s. The last of a chain: `chain(adaptiveMoments(...), scale(...), lookAhead())`. Decay of weights
 * comes after it. Zhang, Lucas, Hinton and Ba 2019. Slot: `lag` (s - w), which is 0 at first.
 */
export function lookAhead({ syncPeriod = 6, slowStepSize = 0.5 }: LookAheadOptions = {}): Transform {
  return {
    slots: [{ name: 'lag' }],
    begin: (moment) => {
      const [zero, back] = [constant(0), constant(1 - slowStepSize)];
      const isTime = greater(
        hostValue(() => Number((moment.iteration + 1) % syncPeriod === 0)),
        zero,
      );
      return (update, [lag]) => {
        const behind = sub(lag!, update);
        return {
          update: where(isTime, add(update, mul(behind, back)), update),
          slots: [where(isTime, zero, behind)],
        };
      };
    },
  };
}
