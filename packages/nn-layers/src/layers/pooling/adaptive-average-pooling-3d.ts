// Pooling by the mean of as many windows as are wanted, over volumes.
import { adaptiveAveragePool2d, type Tensor } from '@tensorloom/tensor-core';
import type { Steps } from '../../options/per-axis.js';
import { AdaptivePooling, type AdaptivePoolingOptions } from './adaptive-pooling.js';
import { overVolume } from './over-volume.js';

/**
 * Means of `outputSize` windows that cover the input. Window i of m on an axis
 * of n is [floor(i · n / m), ceil((i + 1) · n / m)), as in PyTorch.
 *
 * Input [batch, depth, height, width, channels]; output [batch, ...outputSize, channels]; with
 * `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 *
 * @example new AdaptiveAveragePooling3D([4, 7, 7])
 */
export class AdaptiveAveragePooling3D extends AdaptivePooling<3> {
  static override readonly className = 'AdaptiveAveragePooling3D';

  /** @param outputSize windows on all axes, or [depth, height, width] */
  constructor(outputSize: Steps<3>, options: AdaptivePoolingOptions = {}) {
    super('AdaptiveAveragePooling3D', 3, outputSize, options);
  }

  override call(input: Tensor): Tensor {
    return overVolume(adaptiveAveragePool2d, input, this.outputSize, this.dataFormat);
  }
}
