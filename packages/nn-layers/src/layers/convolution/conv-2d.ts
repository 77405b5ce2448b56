// A layer whose kernel slides over images.
import { conv2d, type Tensor } from '@tensorloom/tensor-core';
import type { Steps } from '../../options/per-axis.js';
import { Convolution, type ConvolutionOptions } from './convolution.js';

/** Options of Conv2D. */
export type Conv2DOptions = ConvolutionOptions<2>;

/**
 * activation(conv2d(x, kernel) + bias):
 * out[b, y, x, f] = Σ_{i, j, c} in[b, y·stride + i·dilation, x·stride + j·dilation, c] · kernel[i, j, c, f] + bias[f].
 *
 * Input [batch, height, width, channels], float32 (others are cast); output [batch, outHeight, outWidth, filters]; with
 * `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 * Weights: `kernel` [kernelHeight, kernelWidth, channels / groups, filters], `bias` [filters].
 *
 * @example new Conv2D(32, 3, { padding: 'same', activation: 'relu' })
 */
export class Conv2D extends Convolution<2> {
  static override readonly className = 'Conv2D';

  /**
   * @param filters number of channels of the output, a multiple of `groups`
   * @param kernelSize for both axes or [height, width]
   */
  constructor(filters: number, kernelSize: Steps<2>, options: Conv2DOptions = {}) {
    super({ className: 'Conv2D', axes: 2 }, filters, kernelSize, options);
  }

  protected override convolve(input: Tensor): Tensor {
    return conv2d(input, this.kernel, { ...this.geometry, groups: this.groups });
  }
}
