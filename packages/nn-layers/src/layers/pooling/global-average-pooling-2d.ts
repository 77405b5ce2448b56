// Pooling by the mean of all places of an image.
import { globalAveragePool, type Tensor } from '@tensorloom/tensor-core';
import { GlobalPooling, type GlobalPoolingOptions } from './global-pooling.js';

/**
 * Mean of each channel over all places.
 *
 * Input [batch, height, width, channels]; output [batch, channels], with `keepDims` [batch, 1, 1, channels];
 * with `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 */
export class GlobalAveragePooling2D extends GlobalPooling<2> {
  static override readonly className = 'GlobalAveragePooling2D';

  constructor(options: GlobalPoolingOptions = {}) {
    super('GlobalAveragePooling2D', 2, options);
  }

  override call(input: Tensor): Tensor {
    return globalAveragePool(input, this.geometry);
  }
}
