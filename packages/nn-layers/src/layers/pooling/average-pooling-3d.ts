// Pooling by the mean of a window that moves over volumes.
import { averagePool3d, type Tensor } from '@tensorloom/tensor-core';
import type { Steps } from '../../options/per-axis.js';
import { Pooling, type Pooling3DOptions } from './pooling.js';

/**
 * Mean of the elements of each window that lie inside the input; PyTorch counts its padding as zeros.
 *
 * Input [batch, depth, height, width, channels]; output [batch, outDepth, outHeight, outWidth, channels]; with
 * `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 *
 * @example new AveragePooling3D(2)
 */
export class AveragePooling3D extends Pooling<3> {
  static override readonly className = 'AveragePooling3D';

  /** @param poolSize for all axes or [depth, height, width] (default 2) */
  constructor(poolSize: Steps<3> = 2, options: Pooling3DOptions = {}) {
    super('AveragePooling3D', 3, poolSize, options);
  }

  override call(input: Tensor): Tensor {
    return averagePool3d(input, this.window.size, this.geometry);
  }
}
