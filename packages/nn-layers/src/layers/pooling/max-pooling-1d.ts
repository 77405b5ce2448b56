// Pooling by the largest element of a window that moves over steps.
import { maxPool1d, type Tensor } from '@tensorloom/tensor-core';
import type { Steps } from '../../options/per-axis.js';
import { Pooling, type Pooling1DOptions } from './pooling.js';

/**
 * Largest element of each window. Its gradient goes to the first largest.
 *
 * Input [batch, steps, channels]; output [batch, outSteps, channels]; with
 * `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 *
 * @example new MaxPooling1D(2)
 */
export class MaxPooling1D extends Pooling<1> {
  static override readonly className = 'MaxPooling1D';

  /** @param poolSize number of steps (default 2) */
  constructor(poolSize: Steps<1> = 2, options: Pooling1DOptions = {}) {
    super('MaxPooling1D', 1, poolSize, options);
  }

  override call(input: Tensor): Tensor {
    return maxPool1d(input, this.window.size, this.geometry);
  }
}
