// A layer that slides kernels over sequences, each over one channel alone, and mixes what they give.
import { separableConv1d, type Tensor } from '@tensorloom/tensor-core';
import type { Steps } from '../../options/per-axis.js';
import { SeparableConvolution, type SeparableConvolutionOptions } from './separable-convolution.js';

/** Options of SeparableConv1D. */
export type SeparableConv1DOptions = SeparableConvolutionOptions<1>;

/**
 * A depthwise convolution, then a convolution of one tap that mixes the channels at each place; then bias and activation.
 * Neither bias nor activation stands between the two. Chollet 2017, "Xception".
 *
 * Input [batch, steps, channels], float32 (others are cast); output [batch, outSteps, filters]; with
 * `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 * Weights: `depthwiseKernel` [kernelSize, channels, depthMultiplier], `pointwiseKernel` [1, channels · depthMultiplier, filters],
 * `bias` [filters].
 *
 * @example new SeparableConv1D(64, 3, { padding: 'same', activation: 'relu' })
 */
export class SeparableConv1D extends SeparableConvolution<1> {
  static override readonly className = 'SeparableConv1D';

  /**
   * @param filters number of channels of the output
   * @param kernelSize number of taps
   */
  constructor(filters: number, kernelSize: Steps<1>, options: SeparableConv1DOptions = {}) {
    super({ className: 'SeparableConv1D', axes: 1 }, filters, kernelSize, options);
  }

  protected override convolve(input: Tensor): Tensor {
    return separableConv1d(input, this.kernel, this.pointwiseKernel, this.geometry);
  }
}
