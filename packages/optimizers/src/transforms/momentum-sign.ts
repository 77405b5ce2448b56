// The transform at the heart of Lion.
import { constant, sign } from '@tensorloom/tensor-core';
import { decayedMean } from './decayed-mean.js';
import type { Transform } from './transform.js';

export interface MomentumSignOptions {
  /** Share of the momentum in the update, in (0, 1]. */
  readonly beta1: number;
  /** Decay of the momentum, in [0, 1]. */
  readonly beta2: number;
}

/** The update is sign(m + (g - m)(1 - beta1)), 0 where both are 0; then m ← m + (g - m)(1 - beta2). Slot: `momentum` (m). */
export function momentumSign({ beta1, beta2 }: MomentumSignOptions): Transform {
  return {
    slots: [{ name: 'momentum' }],
    begin: () => {
      const [toUpdate, toMean] = [constant(1 - beta1), constant(1 - beta2)];
      return (gradient, [mean]) => ({
        update: sign(decayedMean(mean!, gradient, toUpdate)),
        slots: [decayedMean(mean!, gradient, toMean)],
      });
    },
  };
}
