// A layer that normalizes each channel of each example by itself.
import { instanceNorm, moveAxis, type Tensor } from '@tensorloom/tensor-core';
import { AffineLayer, type NormalizationOptions } from './affine-layer.js';

/** Options of InstanceNormalization. */
export type InstanceNormalizationOptions = NormalizationOptions<number>;

/**
 * (x - mean) / √(variance + epsilon) · gamma + beta, mean and variance over the places of one channel of one example:
 * GroupNormalization with `groups: -1`. The same in training and inference. Ulyanov, Vedaldi and Lempitsky 2016. Keras has it
 * in its add-ons alone; PyTorch's has neither gamma nor beta unless asked for, and epsilon 1e-5.
 *
 * Input [batch, ..., channels], or the channels along another axis; output of the same shape. Weights `gamma` and `beta`
 * [channels].
 */
export class InstanceNormalization extends AffineLayer {
  static override readonly className = 'InstanceNormalization';
  declare readonly axis: number;

  constructor(options: InstanceNormalizationOptions = {}) {
    super('InstanceNormalization', options);
  }

  override call(input: Tensor): Tensor {
    const { axis, epsilon, gamma, beta } = this;
    return moveAxis(instanceNorm(moveAxis(input, axis, -1), gamma, beta, { epsilon }), -1, axis);
  }
}
