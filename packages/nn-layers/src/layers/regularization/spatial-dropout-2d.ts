// Dropout of whole channels of images.
import type { LayerConfig } from '../../layer-config.js';
import { SpatialDropout, type SpatialDropoutOptions } from './spatial-dropout.js';

/**
 * In training, each channel of each example is 0 with probability `rate` at all its places, and else scaled by 1 / (1 - rate);
 * in inference the input itself. Neighbouring pixels that are alike cannot make up for one another. No weights. Tompson et al. 2014.
 *
 * Input [batch, height, width, channels], or [batch, channels, height, width] with `dataFormat` 'channelsFirst'; output of the same shape, float32 in training.
 */
export class SpatialDropout2D extends SpatialDropout {
  static override readonly className = 'SpatialDropout2D';

  /** @param rate share of channels that become 0, in [0, 1) */
  constructor(rate: number, options: SpatialDropoutOptions = {}) {
    super('SpatialDropout2D', rate, options, ['height', 'width']);
  }

  static override fromConfig({ rate, ...options }: LayerConfig): SpatialDropout2D {
    return new SpatialDropout2D(rate as number, options);
  }
}
