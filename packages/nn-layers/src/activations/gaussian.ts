// The bell curve as a unit.
import { exp, neg, square, type Tensor } from '@tensorloom/tensor-core';

/** e^(-x²), in (0, 1]. Gradient: -2x e^(-x²). */
export function gaussian(x: Tensor): Tensor {
  return exp(neg(square(x)));
}
