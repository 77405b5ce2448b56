// Pooling by the largest element of as many windows as are wanted, over images.
import { adaptiveMaxPool2d, type Tensor } from '@tensorloom/tensor-core';
import type { Steps } from '../../options/per-axis.js';
import { AdaptivePooling, type AdaptivePoolingOptions } from './adaptive-pooling.js';

/**
 * Largest elements of `outputSize` windows that cover the input. Its gradient goes to the first largest of each window.
 * Window i of m on an axis of n is [floor(i · n / m), ceil((i + 1) · n / m)), as in PyTorch.
 *
 * Input [batch, height, width, channels]; output [batch, ...outputSize, channels]; with
 * `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 *
 * @example new AdaptiveMaxPooling2D([7, 7])
 */
export class AdaptiveMaxPooling2D extends AdaptivePooling<2> {
  static override readonly className = 'AdaptiveMaxPooling2D';

  /** @param outputSize windows on both axes, or [height, width] */
  constructor(outputSize: Steps<2>, options: AdaptivePoolingOptions = {}) {
    super('AdaptiveMaxPooling2D', 2, outputSize, options);
  }

  override call(input: Tensor): Tensor {
    return adaptiveMaxPool2d(input, this.outputSize, { dataFormat: this.dataFormat });
  }
}
