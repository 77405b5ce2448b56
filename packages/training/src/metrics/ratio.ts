// Quotients of counts.
import { constant, where, type Tensor } from '@tensorloom/tensor-core';

/** numerator / denominator; 0 where the denominator is 0. */
export function ratio(numerator: Tensor, denominator: Tensor): Tensor {
  const isZero = denominator.equal(constant(0));
  return where(isZero, constant(0), numerator.div(where(isZero, constant(1), denominator)));
}
