// The transform at the heart of Ftrl.
import {
  add,
  constant,
  div,
  hostValue,
  maximum,
  minimum,
  mul,
  pow,
  sqrt,
  square,
  sub,
  type Tensor,
} from '@tensorloom/tensor-core';
import type { Moment, Rate, Transform } from './transform.js';

export interface FollowTheLeaderOptions {
  /** Steps shrink with the sum of squared gradients to this power; at most 0. */
  readonly learningRatePower: number;
  /** What that sum starts from, at least 0. */
  readonly initialAccumulatorValue: number;
  /** L1 regularization, at least 0. */
  readonly l1: number;
  /** L2 regularization, at least 0. */
  readonly l2: number;
  /** L2 regularization that is added to gradients, at least 0. */
  readonly l2Shrinkage: number;
  /** Added to the power of the sum, at least 0. */
  readonly beta: number;
}

/** Below it float32 has few digits left; a weight without a gradient so far is 0 / 0 without it. */
const SMALLEST = 1e-37;

/**
 * With p = -learningRatePower: n' = n + g², z ← z + g + 2 · l2Shrinkage · w - (n'^p - n^p) / rate · w, n ← n', and
 * w ← (clip(z, -l1, l1) - z) / ((n^p + beta) / rate + 2 · l2). A rate of 0 leaves all as it is.
 * Slots: `accumulator` (n) and `linear` (z).
 */
export function followTheLeader(rate: Rate, options: FollowTheLeaderOptions): Transform {
  const { learningRatePower, initialAccumulatorValue, l1, beta } = options;
  return {
    slots: [{ name: 'accumulator', initial: initialAccumulatorValue }, { name: 'linear' }],
    begin: (moment) => {
      const { step, inverse, live, shrinkage, twice } = scalars(rate, options, moment);
      const power = raise(-learningRatePower);
      const [offset, smallest, low, high] = [constant(beta), constant(SMALLEST), constant(-l1), constant(l1)];
      return (gradient, [sum, linear], value) => {
        const seen = mul(gradient, live);
        const n = add(sum!, square(seen));
        const raised = power(n);
        const pulled = mul(mul(sub(raised, power(sum!)), inverse), value);
        const z = sub(add(add(linear!, seen), mul(value, shrinkage)), pulled);
        const divisor = maximum(add(add(raised, offset), twice), smallest);
        const next = div(mul(sub(minimum(maximum(z, low), high), z), step), divisor);
        return { update: mul(sub(next, value), live), slots: [n, z] };
      };
    },
  };
}

function raise(exponent: number): (base: Tensor) => Tensor {
  if (exponent === 0.5) return sqrt;
  const fixed = constant(exponent);
  return (base) => pow(base, fixed);
}

/** The numbers of one update that depend on its rate; with a rate of 0, `inverse` and `live` take all changes away. */
function scalars(rate: Rate, { l2, l2Shrinkage }: FollowTheLeaderOptions, moment: Moment): Record<Scalar, Tensor> {
  return {
    step: hostValue(() => rate(moment)),
    inverse: hostValue(() => (rate(moment) > 0 ? 1 / rate(moment) : 0)),
    live: hostValue(() => Number(rate(moment) > 0)),
    shrinkage: hostValue(() => (rate(moment) > 0 ? 2 * l2Shrinkage : 0)),
    twice: hostValue(() => 2 * l2 * rate(moment)),
  };
}

type Scalar = 'step' | 'inverse' | 'live' | 'shrinkage' | 'twice';
