// Pooling by the largest element of all places of an image.
import { globalMaxPool, type Tensor } from '@tensorloom/tensor-core';
import { GlobalPooling, type GlobalPoolingOptions } from './global-pooling.js';

/**
 * Largest element of each channel over all places; its gradient is shared equally among the largest.
 *
 * Input [batch, height, width, channels]; output [batch, channels], with `keepDims` [batch, 1, 1, channels];
 * with `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 */
export class GlobalMaxPooling2D extends GlobalPooling<2> {
  static override readonly className = 'GlobalMaxPooling2D';

  constructor(options: GlobalPoolingOptions = {}) {
    super('GlobalMaxPooling2D', 2, options);
  }

  override call(input: Tensor): Tensor {
    return globalMaxPool(input, this.geometry);
  }
}
