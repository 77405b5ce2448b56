// A layer that spreads each place of sequences over the places that a convolution would have made it of.
import { convTranspose1d, type Tensor } from '@tensorloom/tensor-core';
import type { Steps } from '../../options/per-axis.js';
import { TransposedConvolution, type TransposedConvolutionOptions } from './transposed-convolution.js';

/** Options of Conv1DTranspose. */
export type Conv1DTransposeOptions = TransposedConvolutionOptions<1>;

/**
 * Transposed convolution over sequences; see Conv2DTranspose.
 *
 * Input [batch, steps, channels], float32 (others are cast); output [batch, outSteps, filters], see `outputPadding` for its
 * extents; with `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 * Weights: `kernel` [kernelSize, filters, channels], `bias` [filters].
 *
 * @example new Conv1DTranspose(16, 3, { strides: 2, padding: 'same' }) // twice the extent
 */
export class Conv1DTranspose extends TransposedConvolution<1> {
  static override readonly className = 'Conv1DTranspose';

  /**
   * @param filters number of channels of the output
   * @param kernelSize number of taps
   */
  constructor(filters: number, kernelSize: Steps<1>, options: Conv1DTransposeOptions = {}) {
    super({ className: 'Conv1DTranspose', axes: 1 }, filters, kernelSize, options);
  }

  protected override convolve(input: Tensor): Tensor {
    return convTranspose1d(input, this.kernel, { ...this.geometry, ...this.rows });
  }
}
