// A layer that slides kernels over images, each over one channel alone.
import { depthwiseConv2d, type Tensor } from '@tensorloom/tensor-core';
import type { Steps } from '../../options/per-axis.js';
import { DepthwiseConvolution, type DepthwiseConvolutionOptions } from './depthwise-convolution.js';

/** Options of DepthwiseConv2D. */
export type DepthwiseConv2DOptions = DepthwiseConvolutionOptions<2>;

/**
 * `depthMultiplier` kernels for each channel, which see that channel alone; then bias and activation:
 * out[b, y, x, c · depthMultiplier + m] =
 * Σ_{i, j} in[b, y·stride + i·dilation, x·stride + j·dilation, c] · kernel[i, j, c, m] + bias.
 *
 * Input [batch, height, width, channels], float32 (others are cast);
 * output [batch, outHeight, outWidth, channels · depthMultiplier]; with `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 * Weights: `kernel` [kernelHeight, kernelWidth, channels, depthMultiplier], `bias` [channels · depthMultiplier].
 *
 * @example new DepthwiseConv2D(3, { padding: 'same' })
 */
export class DepthwiseConv2D extends DepthwiseConvolution<2> {
  static override readonly className = 'DepthwiseConv2D';

  /** @param kernelSize for both axes or [height, width] */
  constructor(kernelSize: Steps<2>, options: DepthwiseConv2DOptions = {}) {
    super({ className: 'DepthwiseConv2D', axes: 2 }, kernelSize, options);
  }

  protected override convolve(input: Tensor): Tensor {
    return depthwiseConv2d(input, this.kernel, this.geometry);
  }
}
