// A layer whose kernel moves through volumes.
import { conv3d, type Tensor } from '@tensorloom/tensor-core';
import type { Steps } from '../../options/per-axis.js';
import { Convolution, type ConvolutionOptions } from './convolution.js';

/** Options of Conv3D. */
export type Conv3DOptions = ConvolutionOptions<3>;

/**
 * activation(conv3d(x, kernel) + bias): Conv2D with an axis of depth in front of height and width.
 *
 * Input [batch, depth, height, width, channels], float32 (others are cast);
 * output [batch, outDepth, outHeight, outWidth, filters]; with `dataFormat: 'channelsFirst'` the channels follow the batch
 * in both.
 * Weights: `kernel` [kernelDepth, kernelHeight, kernelWidth, channels / groups, filters], `bias` [filters].
 *
 * @example new Conv3D(16, 3, { strides: [1, 2, 2] })
 */
export class Conv3D extends Convolution<3> {
  static override readonly className = 'Conv3D';

  /**
   * @param filters number of channels of the output, a multiple of `groups`
   * @param kernelSize for all axes or [depth, height, width]
   */
  constructor(filters: number, kernelSize: Steps<3>, options: Conv3DOptions = {}) {
    super({ className: 'Conv3D', axes: 3 }, filters, kernelSize, options);
  }

  protected override convolve(input: Tensor): Tensor {
    return conv3d(input, this.kernel, { ...this.geometry, groups: this.groups });
  }
}
