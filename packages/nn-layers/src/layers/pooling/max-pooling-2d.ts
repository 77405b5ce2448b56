// Pooling by the largest element of a window that moves over images.
import { maxPool2d, type Tensor } from '@tensorloom/tensor-core';
import type { Steps } from '../../options/per-axis.js';
import { Pooling, type Pooling2DOptions } from './pooling.js';

/**
 * Largest element of each window. Its gradient goes to the first largest, in row order.
 *
 * Input [batch, height, width, channels]; output [batch, outHeight, outWidth, channels]; with
 * `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 *
 * @example new MaxPooling2D(2)
 */
export class MaxPooling2D extends Pooling<2> {
  static override readonly className = 'MaxPooling2D';

  /** @param poolSize for both axes or [height, width] (default 2) */
  constructor(poolSize: Steps<2> = 2, options: Pooling2DOptions = {}) {
    super('MaxPooling2D', 2, poolSize, options);
  }

  override call(input: Tensor): Tensor {
    return maxPool2d(input, this.window.size, this.geometry);
  }
}
