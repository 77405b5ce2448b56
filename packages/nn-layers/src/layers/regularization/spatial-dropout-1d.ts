// Dropout of whole channels of sequences.
import type { LayerConfig } from '../../layer-config.js';
import type { NoiseOptions } from './noise-layer.js';
import { SpatialDropout } from './spatial-dropout.js';

/**
 * In training, each channel of each example is 0 with probability `rate` at all its places, and else scaled by 1 / (1 - rate);
 * in inference the input itself. Neighbouring steps that are alike cannot make up for one another. No weights. Tompson et al. 2014.
 *
 * Input [batch, steps, channels]; output of the same shape, float32 in training.
 */
export class SpatialDropout1D extends SpatialDropout {
  static override readonly className = 'SpatialDropout1D';

  /** @param rate share of channels that become 0, in [0, 1) */
  constructor(rate: number, options: NoiseOptions = {}) {
    super('SpatialDropout1D', rate, options, ['steps']);
  }

  static override fromConfig({ rate, ...options }: LayerConfig): SpatialDropout1D {
    return new SpatialDropout1D(rate as number, options);
  }
}
