// Pooling by the largest element of as many windows as are wanted, over volumes.
import { adaptiveMaxPool2d, type Tensor } from '@tensorloom/tensor-core';
import type { Steps } from '../../options/per-axis.js';
import { AdaptivePooling, type AdaptivePoolingOptions } from './adaptive-pooling.js';
import { overVolume } from './over-volume.js';

/**
 * Largest elements of `outputSize` windows that cover the input. Its gradient goes to the first largest of each window.
 * Window i of m on an axis of n is [floor(i · n / m), ceil((i + 1) · n / m)), as in PyTorch.
 *
 * Input [batch, depth, height, width, channels]; output [batch, ...outputSize, channels]; with
 * `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 *
 * @example new AdaptiveMaxPooling3D([4, 7, 7])
 */
export class AdaptiveMaxPooling3D extends AdaptivePooling<3> {
  static override readonly className = 'AdaptiveMaxPooling3D';

  /** @param outputSize windows on all axes, or [depth, height, width] */
  constructor(outputSize: Steps<3>, options: AdaptivePoolingOptions = {}) {
    super('AdaptiveMaxPooling3D', 3, outputSize, options);
  }

  override call(input: Tensor): Tensor {
    return overVolume(adaptiveMaxPool2d, input, this.outputSize, this.dataFormat);
  }
}
