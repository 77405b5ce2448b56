// The transform that pulls weights towards 0, apart from their gradients.
import { add, hostValue, mul } from '@tensorloom/tensor-core';
import type { Rate, Transform } from './transform.js';

/**
 * update - rate · decay · w: decoupled weight decay, which no moment of the gradients sees (Loshchilov and Hutter 2019).
 *
 * @param decay share of the weight that a rate of 1 takes away, at least 0
 */
export function decayWeights(rate: Rate, decay: number): Transform {
  return {
    slots: [],
    begin: (moment) => {
      const factor = hostValue(() => -rate(moment) * decay);
      return (update, _slots, value) => ({ update: add(update, mul(value, factor)), slots: [] });
    },
  };
}
