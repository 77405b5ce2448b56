// Smooth units made of straight lines.
import { add, constant, mul, type Tensor } from '@tensorloom/tensor-core';
import { between } from './between.js';
import { relu6 } from './rectified.js';

/** x + 1/2, kept within [0, 1]. Gradient: 1 between -1/2 and 1/2, else 0. */
export function piecewiseLinear(x: Tensor): Tensor {
  return between(add(x, constant(0.5)), 0, 1);
}

/**
 * relu6(x + 3) / 6: 0 up to -3, 1 from 3 on. Gradient: 1/6 between, else 0. As in Keras 3 and PyTorch; Keras 2 had
 * 0.2 x + 0.5.
 */
export function hardSigmoid(x: Tensor): Tensor {
  return mul(relu6(add(x, constant(3))), constant(1 / 6));
}

/** x · hardSigmoid(x), also called hard swish. Gradient: (2x + 3) / 6 between -3 and 3, 0 up to -3, 1 from 3 on. Howard et al. 2019. */
export function hardSilu(x: Tensor): Tensor {
  return mul(x, hardSigmoid(x));
}

/** x, kept within [-1, 1]. Gradient: 1 between, else 0. */
export function hardTanh(x: Tensor): Tensor {
  return between(x, -1, 1);
}
