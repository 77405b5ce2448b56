// Transforms by the root mean square of a whole tensor: Adafactor's limit on updates, and its steps in proportion to weights.
import { constant, div, maximum, mean, mul, sqrt, square, type Tensor } from '@tensorloom/tensor-core';
import type { Transform } from './transform.js';

const rootMeanSquare = (values: Tensor): Tensor => sqrt(mean(square(values)));

/** u / max(1, rms(u) / limit): each variable's update has at most this root mean square. */
export function limitUpdates(limit: number): Transform {
  return {
    slots: [],
    begin: () => {
      const [one, share] = [constant(1), constant(1 / limit)];
      return (update) => ({ update: div(update, maximum(one, mul(rootMeanSquare(update), share))), slots: [] });
    },
  };
}

/** u · max(smallest, rms(w)): updates in proportion to the weights w. */
export function scaleByWeights(smallest: number): Transform {
  return {
    slots: [],
    begin: () => {
      const floor = constant(smallest);
      return (update, _slots, value) => ({ update: mul(update, maximum(rootMeanSquare(value), floor)), slots: [] });
    },
  };
}
