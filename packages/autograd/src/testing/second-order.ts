// A function whose gradient check is a check of second derivatives.
import { concat, sum, sin, type Tensor } from '@tensorloom/tensor-core';
import { vjp } from '../vjp.js';
import { filled } from '../rules/known-constants.js';

/** The gradient of Σ sin(fn(...)): the sine makes the gradient that comes back depend on the inputs too. */
export function gradientOf(fn: (...inputs: Tensor[]) => Tensor): (...inputs: Tensor[]) => Tensor {
  return (...inputs) => {
    const { pullback } = vjp((...tensors: Tensor[]) => sum(sin(fn(...tensors))), inputs);
    return concat(pullback(filled([], 1)).map((gradient) => gradient.flatten()));
  };
}
