// The transform that gives each variable's update the size of the variable itself: Lamb's.
import {
  constant,
  div,
  greater,
  logicalAnd,
  mul,
  sqrt,
  square,
  sum,
  where,
  type Tensor,
} from '@tensorloom/tensor-core';
import type { Transform } from './transform.js';

const norm = (values: Tensor): Tensor => sqrt(sum(square(values)));

/** u · ‖w‖ / ‖u‖ for weights w, by L2 norms of whole variables; u itself where either norm is 0. */
export function trustRatio(): Transform {
  return {
    slots: [],
    begin: () => {
      const [zero, one] = [constant(0), constant(1)];
      return (update, _slots, value) => {
        const [weight, size] = [norm(value), norm(update)];
        const isRatio = logicalAnd(greater(weight, zero), greater(size, zero));
        return { update: mul(update, where(isRatio, div(weight, size), one)), slots: [] };
      };
    },
  };
}
