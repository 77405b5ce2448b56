// Probabilities along an axis, and their logarithms.
import { checkOptions, logSoftmax as logSoftmaxOp, softmax as softmaxOp, type Tensor } from '@tensorloom/tensor-core';

/** Option of activations that look along an axis. */
export interface AxisOptions {
  /** Default the last. */
  readonly axis?: number;
}

/** e^x / Σ e^x along `axis`: rows of probabilities. Gradient: s (g - Σ g s). */
export function softmax(x: Tensor, options: AxisOptions = {}): Tensor {
  checkOptions('activations.softmax', options, ['axis']);
  return softmaxOp(x, options.axis ?? -1);
}

/** x - ln Σ e^x along `axis`: logarithms of softmax. Gradient: g - softmax(x) Σ g. */
export function logSoftmax(x: Tensor, options: AxisOptions = {}): Tensor {
  checkOptions('activations.logSoftmax', options, ['axis']);
  return logSoftmaxOp(x, options.axis ?? -1);
}
