// A layer that keeps the middle of images.
import type { Tensor } from '@tensorloom/tensor-core';
import type { SpatialOptions } from '../spatial-layer.js';
import { centerCrop, fitted, SizedImageLayer } from './sized-image-layer.js';

/**
 * The middle `height` x `width` elements of each image, in training and inference alike. Of images that are smaller along an
 * axis, the largest part about the middle that has these proportions, resized (bilinear). No weights.
 *
 * Input [batch, anyHeight, anyWidth, channels] of any dtype; output [batch, height, width, channels], float32. With
 * `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 *
 * @example new CenterCrop(224, 224)
 */
export class CenterCrop extends SizedImageLayer {
  static override readonly className = 'CenterCrop';

  constructor(height: number, width: number, options: SpatialOptions = {}) {
    super('CenterCrop', height, width, options);
  }

  protected override transform(images: Tensor): Tensor {
    return this.hasRoom(images) ? centerCrop(images, this.size) : fitted(images, this.size);
  }
}
