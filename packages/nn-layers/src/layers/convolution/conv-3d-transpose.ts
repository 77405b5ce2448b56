// A layer that spreads each place of volumes over the places that a convolution would have made it of.
import { convTranspose3d, type Tensor } from '@tensorloom/tensor-core';
import type { Steps } from '../../options/per-axis.js';
import { TransposedConvolution, type TransposedConvolutionOptions } from './transposed-convolution.js';

/** Options of Conv3DTranspose. */
export type Conv3DTransposeOptions = TransposedConvolutionOptions<3>;

/**
 * Transposed convolution over volumes; see Conv2DTranspose.
 *
 * Input [batch, depth, height, width, channels], float32 (others are cast);
 * output [batch, outDepth, outHeight, outWidth, filters], see `outputPadding` for its extents; with
 * `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 * Weights: `kernel` [kernelDepth, kernelHeight, kernelWidth, filters, channels], `bias` [filters].
 *
 * @example new Conv3DTranspose(16, 3, { strides: 2, padding: 'same' }) // twice the extent
 */
export class Conv3DTranspose extends TransposedConvolution<3> {
  static override readonly className = 'Conv3DTranspose';

  /**
   * @param filters number of channels of the output
   * @param kernelSize for all axes or [depth, height, width]
   */
  constructor(filters: number, kernelSize: Steps<3>, options: Conv3DTransposeOptions = {}) {
    super({ className: 'Conv3DTranspose', axes: 3 }, filters, kernelSize, options);
  }

  protected override convolve(input: Tensor): Tensor {
    return convTranspose3d(input, this.kernel, { ...this.geometry, ...this.rows });
  }
}
