// The transform that gives updates momentum.
import { add, constant, mul } from '@tensorloom/tensor-core';
import type { Transform } from './transform.js';

/**
 * v ← momentum · v + u for an incoming update u. The outgoing one is v, or momentum · v + u with `nesterov`
 * (Sutskever et al. 2013, in the form that looks ahead by the next step).
 *
 * @param momentum share of the velocity that stays, in [0, 1]
 */
export function velocity(momentum: number, nesterov: boolean): Transform {
  return {
    slots: [{ name: 'momentum' }],
    begin: () => {
      const share = constant(momentum);
      return (update, [old]) => {
        const next = add(mul(old!, share), update);
        return { update: nesterov ? add(mul(next, share), update) : next, slots: [next] };
      };
    },
  };
}
