// Pooling by the mean of a window that moves over images.
import { averagePool2d, type Tensor } from '@tensorloom/tensor-core';
import type { Steps } from '../../options/per-axis.js';
import { Pooling, type Pooling2DOptions } from './pooling.js';

/**
 * Mean of the elements of each window that lie inside the input; PyTorch counts its padding as zeros.
 *
 * Input [batch, height, width, channels]; output [batch, outHeight, outWidth, channels]; with
 * `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 *
 * @example new AveragePooling2D(2)
 */
export class AveragePooling2D extends Pooling<2> {
  static override readonly className = 'AveragePooling2D';

  /** @param poolSize for both axes or [height, width] (default 2) */
  constructor(poolSize: Steps<2> = 2, options: Pooling2DOptions = {}) {
    super('AveragePooling2D', 2, poolSize, options);
  }

  override call(input: Tensor): Tensor {
    return averagePool2d(input, this.window.size, this.geometry);
  }
}
