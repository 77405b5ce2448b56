// A layer that divides the features of each example by their root mean square.
import { checkRange, rmsNorm, type Tensor, type Variable } from '@tensorloom/tensor-core';
import type { LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import { AxesLayer, type AxisOption } from '../axes-layer.js';

/** Options of RMSNormalization. */
export interface RMSNormalizationOptions extends LayerOptions {
  /** Default the last. */
  readonly axis?: AxisOption;
  /** Added to the mean square, at least 0 (default 1e-6). */
  readonly epsilon?: number;
}

/**
 * x / √(mean of x² + epsilon) · scale, the mean over `axis` of each example. The same in training and inference.
 * Zhang and Sennrich 2019.
 *
 * Input [batch, ..., features]; output of the same shape. Weight `scale` of the extents of `axis`, ascending; it starts at 1.
 */
export class RMSNormalization extends AxesLayer {
  static override readonly className = 'RMSNormalization';
  /** Once built. */
  scale!: Variable;
  readonly epsilon: number;

  constructor(options: RMSNormalizationOptions = {}) {
    super('RMSNormalization', options.axis ?? -1, options);
    checkLayerOptions('RMSNormalization', options, ['axis', 'epsilon']);
    this.epsilon = checkRange('RMSNormalization', 'epsilon', options.epsilon ?? 1e-6, 0, Infinity);
  }

  override build(inputShape: SymbolicShape): void {
    this.scale = this.addWeight('scale', { shape: this.extentsOf(inputShape), initializer: 'ones' });
  }

  override call(input: Tensor): Tensor {
    return rmsNorm(input, this.scale, { axes: this.axesOf(input.rank), epsilon: this.epsilon });
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), epsilon: this.epsilon };
  }
}
