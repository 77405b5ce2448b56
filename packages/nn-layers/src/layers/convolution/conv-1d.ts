// A layer whose kernel slides along sequences.
import { conv1d, type Tensor } from '@tensorloom/tensor-core';
import type { Steps } from '../../options/per-axis.js';
import { causalPaddings, type CausalPadding } from '../../options/window.js';
import { Convolution, type ConvolutionOptions } from './convolution.js';

/** Options of Conv1D. */
export type Conv1DOptions = ConvolutionOptions<1, CausalPadding>;

/**
 * activation(conv1d(x, kernel) + bias): out[b, t, f] = Σ_{i, c} in[b, t·stride + i·dilation, c] · kernel[i, c, f] + bias[f].
 * With padding 'causal', output t sees the input up to t·stride alone (van den Oord et al. 2016, WaveNet, section 2.1).
 *
 * Input [batch, steps, channels], float32 (others are cast); output [batch, outSteps, filters]; with
 * `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 * Weights: `kernel` [kernelSize, channels / groups, filters], `bias` [filters].
 *
 * @example new Conv1D(32, 2, { padding: 'causal', dilationRate: 4, activation: 'relu' })
 */
export class Conv1D extends Convolution<1, CausalPadding> {
  static override readonly className = 'Conv1D';

  /**
   * @param filters number of channels of the output, a multiple of `groups`
   * @param kernelSize number of taps
   */
  constructor(filters: number, kernelSize: Steps<1>, options: Conv1DOptions = {}) {
    super({ className: 'Conv1D', axes: 1, paddings: causalPaddings }, filters, kernelSize, options);
  }

  protected override convolve(input: Tensor): Tensor {
    return conv1d(input, this.kernel, { ...this.geometry, groups: this.groups });
  }
}
