// The exponential moving average that most transforms keep, and what it lacks at the start. Knows no update rule.
import { add, mul, sub, type Tensor } from '@tensorloom/tensor-core';
import type { Moment } from './transform.js';

/** mean + (value - mean) · share: the next average, to which a value adds `share` = 1 - decay. */
export function decayedMean(mean: Tensor, value: Tensor, share: Tensor): Tensor {
  return add(mean, mul(sub(value, mean), share));
}

/** 1 - decay^t at update t = 1, 2 ...: an average that starts from 0 has this share of its weight in values. In doubles, on the host. */
export function filledShare(decay: number, moment: Moment): number {
  return 1 - decay ** (moment.iteration + 1);
}
