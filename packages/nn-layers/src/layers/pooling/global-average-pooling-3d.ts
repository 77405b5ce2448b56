// Pooling by the mean of all places of a volume.
import { globalAveragePool, type Tensor } from '@tensorloom/tensor-core';
import { GlobalPooling, type GlobalPoolingOptions } from './global-pooling.js';

/**
 * Mean of each channel over all places.
 *
 * Input [batch, depth, height, width, channels]; output [batch, channels], with `keepDims` [batch, 1, 1, 1, channels];
 * with `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 */
export class GlobalAveragePooling3D extends GlobalPooling<3> {
  static override readonly className = 'GlobalAveragePooling3D';

  constructor(options: GlobalPoolingOptions = {}) {
    super('GlobalAveragePooling3D', 3, options);
  }

  override call(input: Tensor): Tensor {
    return globalAveragePool(input, this.geometry);
  }
}
