// Pooling by the largest element of all steps.
import { globalMaxPool, type Tensor } from '@tensorloom/tensor-core';
import { GlobalPooling, type GlobalPoolingOptions } from './global-pooling.js';

/**
 * Largest element of each channel over all places; its gradient is shared equally among the largest.
 *
 * Input [batch, steps, channels]; output [batch, channels], with `keepDims` [batch, 1, channels];
 * with `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 */
export class GlobalMaxPooling1D extends GlobalPooling<1> {
  static override readonly className = 'GlobalMaxPooling1D';

  constructor(options: GlobalPoolingOptions = {}) {
    super('GlobalMaxPooling1D', 1, options);
  }

  override call(input: Tensor): Tensor {
    return globalMaxPool(input, this.geometry);
  }
}
