// Pooling by the largest element of a window that moves over volumes.
import { maxPool3d, type Tensor } from '@tensorloom/tensor-core';
import type { Steps } from '../../options/per-axis.js';
import { Pooling, type Pooling3DOptions } from './pooling.js';

/**
 * Largest element of each window. Its gradient goes to the first largest: that of the first depth which holds it, in row order.
 *
 * Input [batch, depth, height, width, channels]; output [batch, outDepth, outHeight, outWidth, channels]; with
 * `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 *
 * @example new MaxPooling3D(2)
 */
export class MaxPooling3D extends Pooling<3> {
  static override readonly className = 'MaxPooling3D';

  /** @param poolSize for all axes or [depth, height, width] (default 2) */
  constructor(poolSize: Steps<3> = 2, options: Pooling3DOptions = {}) {
    super('MaxPooling3D', 3, poolSize, options);
  }

  override call(input: Tensor): Tensor {
    return maxPool3d(input, this.window.size, this.geometry);
  }
}
