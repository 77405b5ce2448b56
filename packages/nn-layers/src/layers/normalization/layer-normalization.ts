// A layer that gives the features of each example mean 0 and variance 1.
import { layerNorm, type Tensor } from '@tensorloom/tensor-core';
import type { AxisOption } from '../axes-layer.js';
import { AffineLayer, type NormalizationOptions } from './affine-layer.js';

/** Options of LayerNormalization. */
export type LayerNormalizationOptions = NormalizationOptions<AxisOption>;

/**
 * (x - mean) / √(variance + epsilon) · gamma + beta, mean and variance over `axis` of each example; the variance is the mean of
 * squares. The same in training and inference. Ba, Kiros and Hinton 2016.
 *
 * Input [batch, ..., features]; output of the same shape. Weights `gamma` and `beta` of the extents of `axis`, ascending.
 *
 * @example new LayerNormalization({ axis: [1, 2] })
 */
export class LayerNormalization extends AffineLayer {
  static override readonly className = 'LayerNormalization';

  constructor(options: LayerNormalizationOptions = {}) {
    super('LayerNormalization', options);
  }

  override call(input: Tensor): Tensor {
    return layerNorm(input, this.gamma, this.beta, { axes: this.axesOf(input.rank), epsilon: this.epsilon });
  }
}
