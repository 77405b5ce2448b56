// Labels of two classes as signs, for the hinge losses.
import { constant, where, type Tensor } from '@tensorloom/tensor-core';

/** Labels 0 and 1 as -1 and 1; -1 and 1 stay. */
export function asSigns(labels: Tensor): Tensor {
  return where(labels.greater(constant(0)), constant(1), constant(-1));
}
