// Guards for logarithms of probabilities.
import { constant, maximum, minimum, type Tensor } from '@tensorloom/tensor-core';

/** Distance that probabilities keep from 0 and 1, as in Keras. */
const EPSILON = 1e-7;

/** Probabilities limited to [1e-7, 1 - 1e-7]; outside, no gradient flows. */
export function clipProbabilities(probabilities: Tensor): Tensor {
  return minimum(maximum(probabilities, constant(EPSILON)), constant(1 - EPSILON));
}
