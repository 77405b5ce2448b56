// Pooling by the largest element of all places of a volume.
import { globalMaxPool, type Tensor } from '@tensorloom/tensor-core';
import { GlobalPooling, type GlobalPoolingOptions } from './global-pooling.js';

/**
 * Largest element of each channel over all places; its gradient is shared equally among the largest.
 *
 * Input [batch, depth, height, width, channels]; output [batch, channels], with `keepDims` [batch, 1, 1, 1, channels];
 * with `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 */
export class GlobalMaxPooling3D extends GlobalPooling<3> {
  static override readonly className = 'GlobalMaxPooling3D';

  constructor(options: GlobalPoolingOptions = {}) {
    super('GlobalMaxPooling3D', 3, options);
  }

  override call(input: Tensor): Tensor {
    return globalMaxPool(input, this.geometry);
  }
}
