// The rectified unit with its options as a layer.
import type { Tensor } from '@tensorloom/tensor-core';
import { checkRelu, relu, reluOptionNames, type ReluOptions } from '../../activations/rectified.js';
import type { LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import { UnitLayer } from './unit-layer.js';

/** Options of ReLU: maxValue (default none), negativeSlope and threshold (default 0). */
export interface ReLUOptions extends LayerOptions, ReluOptions {}

/**
 * x above `threshold` and at most `maxValue`, negativeSlope · (x - threshold) elsewhere; see `activations.relu`. No weights.
 * Input of any shape; output of the same shape.
 *
 * @example new ReLU({ maxValue: 6 })
 */
export class ReLU extends UnitLayer {
  static override readonly className = 'ReLU';
  readonly maxValue: number | undefined;
  readonly negativeSlope: number;
  readonly threshold: number;

  constructor(options: ReLUOptions = {}) {
    super(options);
    checkLayerOptions('ReLU', options, reluOptionNames);
    checkRelu('ReLU', options);
    this.maxValue = options.maxValue;
    this.negativeSlope = options.negativeSlope ?? 0;
    this.threshold = options.threshold ?? 0;
  }

  private get options(): ReluOptions {
    const { maxValue, negativeSlope, threshold } = this;
    return { ...(maxValue !== undefined && { maxValue }), negativeSlope, threshold };
  }

  override call(input: Tensor): Tensor {
    return relu(input, this.options);
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), ...this.options };
  }
}
