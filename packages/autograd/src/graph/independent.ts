// A tensor that stands for one argument alone, so that derivatives tell it apart from all other uses of its value.
import { customGradient, type Tensor } from '@tensorloom/tensor-core';

const identity = customGradient((tensor: Tensor) => ({ value: tensor, gradient: (gradOutput) => [gradOutput] }));

/** The same value as a node of its own; it costs nothing. Gradients flow through it. */
export function independent(tensor: Tensor): Tensor {
  return identity(tensor);
}
