// The exponential linear unit as a layer.
import { checkRange, type Tensor } from '@tensorloom/tensor-core';
import { elu, type AlphaOptions } from '../../activations/exponential-units.js';
import type { LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import { UnitLayer } from './unit-layer.js';

/** Options of ELU: alpha, at least 0 (default 1). */
export interface ELUOptions extends LayerOptions, AlphaOptions {}

/**
 * x above 0, else alpha · (e^x - 1). No weights. Input of any shape; output of the same shape.
 * Clevert, Unterthiner and Hochreiter 2016.
 */
export class ELU extends UnitLayer {
  static override readonly className = 'ELU';
  readonly alpha: number;

  constructor(options: ELUOptions = {}) {
    super(options);
    checkLayerOptions('ELU', options, ['alpha']);
    this.alpha = checkRange('ELU', 'alpha', options.alpha ?? 1, 0, Infinity);
  }

  override call(input: Tensor): Tensor {
    return elu(input, { alpha: this.alpha });
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), alpha: this.alpha };
  }
}
