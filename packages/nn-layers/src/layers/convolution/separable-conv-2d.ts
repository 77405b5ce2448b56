// A layer that slides kernels over images, each over one channel alone, and mixes what they give.
import { separableConv2d, type Tensor } from '@tensorloom/tensor-core';
import type { Steps } from '../../options/per-axis.js';
import { SeparableConvolution, type SeparableConvolutionOptions } from './separable-convolution.js';

/** Options of SeparableConv2D. */
export type SeparableConv2DOptions = SeparableConvolutionOptions<2>;

/**
 * A depthwise convolution, then a convolution of one tap that mixes the channels at each place; then bias and activation.
 * Neither bias nor activation stands between the two. Chollet 2017, "Xception".
 *
 * Input [batch, height, width, channels], float32 (others are cast); output [batch, outHeight, outWidth, filters]; with
 * `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 * Weights: `depthwiseKernel` [kernelHeight, kernelWidth, channels, depthMultiplier],
 * `pointwiseKernel` [1, 1, channels · depthMultiplier, filters], `bias` [filters].
 *
 * @example new SeparableConv2D(64, 3, { padding: 'same', activation: 'relu' })
 */
export class SeparableConv2D extends SeparableConvolution<2> {
  static override readonly className = 'SeparableConv2D';

  /**
   * @param filters number of channels of the output
   * @param kernelSize for both axes or [height, width]
   */
  constructor(filters: number, kernelSize: Steps<2>, options: SeparableConv2DOptions = {}) {
    super({ className: 'SeparableConv2D', axes: 2 }, filters, kernelSize, options);
  }

  protected override convolve(input: Tensor): Tensor {
    return separableConv2d(input, this.kernel, this.pointwiseKernel, this.geometry);
  }
}
