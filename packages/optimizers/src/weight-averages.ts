// Exponential moving averages of weights.
import {
  add,
  constant,
  greater,
  hostValue,
  mul,
  sub,
  where,
  type Tensor,
  type Variable,
} from '@tensorloom/tensor-core';
import type { OptimizerOptions } from './options/optimizer-options.js';
import type { Moment, SlotSpec } from './transforms/transform.js';

/** What becomes of a weight and its average. */
export interface Averaged {
  readonly value: Tensor;
  readonly average: Tensor;
}

/** average ← momentum · average + (1 - momentum) · w, from the first value on. */
export class WeightAverages {
  readonly slot: SlotSpec = { name: 'average' };
  readonly #momentum: number;
  readonly #overwriteFrequency: number | undefined;

  constructor({ emaMomentum = 0.99, emaOverwriteFrequency }: OptimizerOptions) {
    this.#momentum = emaMomentum;
    this.#overwriteFrequency = emaOverwriteFrequency;
  }

  /** Gives the new average of a new value, and the value to go on from: the average itself, when it is time to overwrite. */
  begin(moment: Moment): (value: Tensor, average: Variable) => Averaged {
    const fresh = hostValue(() => (moment.iteration === 0 ? 1 : 1 - this.#momentum));
    const frequency = this.#overwriteFrequency;
    const overwrites =
      frequency &&
      greater(
        hostValue(() => Number((moment.iteration + 1) % frequency === 0)),
        constant(0),
      );
    return (value, old) => {
      const average = add(old, mul(sub(value, old), fresh));
      return { average, value: overwrites ? where(overwrites, average, value) : value };
    };
  }
}
