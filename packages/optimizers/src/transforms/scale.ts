// The transform that multiplies by a number which the host gives anew for every run.
import { hostValue, mul } from '@tensorloom/tensor-core';
import type { Rate, Transform } from './transform.js';

/** gradient · read(moment). `read` works in doubles and is called for every run: another number makes no new plan. */
export function scale(read: Rate): Transform {
  return {
    slots: [],
    begin: (moment) => {
      const factor = hostValue(() => read(moment));
      return (gradient) => ({ update: mul(gradient, factor), slots: [] });
    },
  };
}
