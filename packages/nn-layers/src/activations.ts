// Activation functions by name, for `activation: 'relu'` and for direct use. Each takes and gives a tensor of one shape.
import {
  relu as reluOp,
  sigmoid as sigmoidOp,
  softmax as softmaxOp,
  softplus as softplusOp,
  tanh as tanhOp,
  type Tensor,
} from '@tensorloom/tensor-core';

/** x itself. Gradient: 1. */
export function linear(x: Tensor): Tensor {
  return x;
}

/** max(x, 0). Gradient: 1 above 0, else 0 (also at 0). */
export function relu(x: Tensor): Tensor {
  return reluOp(x);
}

/** 1 / (1 + e^-x), in (0, 1). Gradient: s (1 - s). */
export function sigmoid(x: Tensor): Tensor {
  return sigmoidOp(x);
}

/** (e^x - e^-x) / (e^x + e^-x), in (-1, 1). Gradient: 1 - tanh². */
export function tanh(x: Tensor): Tensor {
  return tanhOp(x);
}

/** e^x / Σ e^x along the last axis: rows of probabilities. Gradient: s (g - Σ g s). */
export function softmax(x: Tensor): Tensor {
  return softmaxOp(x, -1);
}

/** ln(1 + e^x), above 0. Gradient: sigmoid(x). */
export function softplus(x: Tensor): Tensor {
  return softplusOp(x);
}
