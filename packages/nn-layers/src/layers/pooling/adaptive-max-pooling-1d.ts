// Pooling by the largest element of as many windows as are wanted, over steps.
import { adaptiveMaxPool1d, type Tensor } from '@tensorloom/tensor-core';
import type { Steps } from '../../options/per-axis.js';
import { AdaptivePooling, type AdaptivePoolingOptions } from './adaptive-pooling.js';

/**
 * Largest elements of `outputSize` windows that cover the input. Its gradient goes to the first largest of each window.
 * Window i of m on an axis of n is [floor(i · n / m), ceil((i + 1) · n / m)), as in PyTorch.
 *
 * Input [batch, steps, channels]; output [batch, outputSize, channels]; with
 * `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 *
 * @example new AdaptiveMaxPooling1D(4)
 */
export class AdaptiveMaxPooling1D extends AdaptivePooling<1> {
  static override readonly className = 'AdaptiveMaxPooling1D';

  /** @param outputSize number of windows */
  constructor(outputSize: Steps<1>, options: AdaptivePoolingOptions = {}) {
    super('AdaptiveMaxPooling1D', 1, outputSize, options);
  }

  override call(input: Tensor): Tensor {
    return adaptiveMaxPool1d(input, this.outputSize, { dataFormat: this.dataFormat });
  }
}
