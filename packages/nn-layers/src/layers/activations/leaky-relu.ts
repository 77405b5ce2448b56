// The rectified unit that leaks below 0, as a layer.
import { checkRange, type Tensor } from '@tensorloom/tensor-core';
import { leakyRelu, type LeakyReluOptions } from '../../activations/rectified.js';
import type { LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import { UnitLayer } from './unit-layer.js';

/** Options of LeakyReLU: negativeSlope (default 0.3, as of Keras's layer; `activations.leakyRelu` has 0.2, PyTorch 0.01). */
export interface LeakyReLUOptions extends LayerOptions, LeakyReluOptions {}

/**
 * x above 0, negativeSlope · x below. No weights. Input of any shape; output of the same shape. Maas, Hannun and Ng 2013.
 *
 * @example new LeakyReLU({ negativeSlope: 0.01 })
 */
export class LeakyReLU extends UnitLayer {
  static override readonly className = 'LeakyReLU';
  readonly negativeSlope: number;

  constructor(options: LeakyReLUOptions = {}) {
    super(options);
    checkLayerOptions('LeakyReLU', options, ['negativeSlope']);
    this.negativeSlope = checkRange('LeakyReLU', 'negativeSlope', options.negativeSlope ?? 0.3, 0, Infinity);
  }

  override call(input: Tensor): Tensor {
    return leakyRelu(input, { negativeSlope: this.negativeSlope });
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), negativeSlope: this.negativeSlope };
  }
}
