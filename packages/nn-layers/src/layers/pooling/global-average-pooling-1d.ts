// Pooling by the mean of all steps, or of those that count.
import { globalAveragePool, maximum, reshape, where, type Tensor } from '@tensorloom/tensor-core';
import type { CallOptions } from '../../layer.js';
import { firstSpatial } from '../../options/layout.js';
import { GlobalPooling, type GlobalPoolingOptions } from './global-pooling.js';

/**
 * Mean of each channel over all steps; with a mask over those that it lets count, whatever the others hold. Of an example
 * without steps that count it is 0 (Keras gives NaN). The mask ends here.
 *
 * Input [batch, steps, channels], mask bool [batch, steps]; output [batch, channels], with `keepDims` [batch, 1, channels];
 * with `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 */
export class GlobalAveragePooling1D extends GlobalPooling<1> {
  static override readonly className = 'GlobalAveragePooling1D';

  constructor(options: GlobalPoolingOptions = {}) {
    super('GlobalAveragePooling1D', 1, options);
  }

  override call(input: Tensor, { mask }: Pick<CallOptions, 'mask'>): Tensor {
    if (!mask) return globalAveragePool(input, this.geometry);
    const steps = firstSpatial(this.layout);
    const [batch, count] = mask.shape as readonly [number, number];
    const counts = reshape(mask, steps === 1 ? [batch, count, 1] : [batch, 1, count]);
    const total = where(counts, input.cast('float32'), 0).sum(steps, { keepDims: this.keepDims });
    return total.div(maximum(counts.cast('float32').sum(steps, { keepDims: this.keepDims }), 1));
  }
}
