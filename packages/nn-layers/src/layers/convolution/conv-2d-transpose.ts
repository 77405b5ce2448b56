// A layer that spreads each place of images over the places that a convolution would have made it of.
import { convTranspose2d, type Tensor } from '@tensorloom/tensor-core';
import type { Steps } from '../../options/per-axis.js';
import { TransposedConvolution, type TransposedConvolutionOptions } from './transposed-convolution.js';

/** Options of Conv2DTranspose. */
export type Conv2DTransposeOptions = TransposedConvolutionOptions<2>;

/**
 * Transposed convolution, the way of gradients through Conv2D: each element of the input adds its multiple of the kernel,
 * out[b, y·stride + i·dilation - top, x·stride + j·dilation - left, f] += in[b, y, x, c] · kernel[i, j, f, c];
 * then bias and activation.
 * Padding 'same' cuts rows from both ends. Zeiler et al. 2010, "Deconvolutional Networks".
 * PyTorch's `padding` is a number of rows to cut, its outputPadding is added to (n - 1) · stride + reach - 2 · padding.
 *
 * Input [batch, height, width, channels], float32 (others are cast); output [batch, outHeight, outWidth, filters], see
 * `outputPadding` for its extents; with `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 * Weights: `kernel` [kernelHeight, kernelWidth, filters, channels], `bias` [filters].
 *
 * @example new Conv2DTranspose(16, 3, { strides: 2, padding: 'same' }) // twice the extent
 */
export class Conv2DTranspose extends TransposedConvolution<2> {
  static override readonly className = 'Conv2DTranspose';

  /**
   * @param filters number of channels of the output
   * @param kernelSize for both axes or [height, width]
   */
  constructor(filters: number, kernelSize: Steps<2>, options: Conv2DTransposeOptions = {}) {
    super({ className: 'Conv2DTranspose', axes: 2 }, filters, kernelSize, options);
  }

  protected override convolve(input: Tensor): Tensor {
    return convTranspose2d(input, this.kernel, { ...this.geometry, ...this.rows });
  }
}
