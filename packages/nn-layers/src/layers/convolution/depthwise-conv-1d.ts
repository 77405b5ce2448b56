// A layer that slides kernels over sequences, each over one channel alone.
import { depthwiseConv1d, type Tensor } from '@tensorloom/tensor-core';
import type { Steps } from '../../options/per-axis.js';
import { DepthwiseConvolution, type DepthwiseConvolutionOptions } from './depthwise-convolution.js';

/** Options of DepthwiseConv1D. */
export type DepthwiseConv1DOptions = DepthwiseConvolutionOptions<1>;

/**
 * `depthMultiplier` kernels for each channel, which see that channel alone; then bias and activation:
 * out[b, t, c · depthMultiplier + m] = Σ_i in[b, t·stride + i·dilation, c] · kernel[i, c, m] + bias.
 *
 * Input [batch, steps, channels], float32 (others are cast); output [batch, outSteps, channels · depthMultiplier];
 * with `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 * Weights: `kernel` [kernelSize, channels, depthMultiplier], `bias` [channels · depthMultiplier].
 *
 * @example new DepthwiseConv1D(3, { padding: 'same' })
 */
export class DepthwiseConv1D extends DepthwiseConvolution<1> {
  static override readonly className = 'DepthwiseConv1D';

  /** @param kernelSize number of taps */
  constructor(kernelSize: Steps<1>, options: DepthwiseConv1DOptions = {}) {
    super({ className: 'DepthwiseConv1D', axes: 1 }, kernelSize, options);
  }

  protected override convolve(input: Tensor): Tensor {
    return depthwiseConv1d(input, this.kernel, this.geometry);
  }
}
