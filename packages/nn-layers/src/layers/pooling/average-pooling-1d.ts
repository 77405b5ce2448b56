// Pooling by the mean of a window that moves over steps.
import { averagePool1d, type Tensor } from '@tensorloom/tensor-core';
import type { Steps } from '../../options/per-axis.js';
import { Pooling, type Pooling1DOptions } from './pooling.js';

/**
 * Mean of the elements of each window that lie inside the input; PyTorch counts its padding as zeros.
 *
 * Input [batch, steps, channels]; output [batch, outSteps, channels]; with
 * `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 *
 * @example new AveragePooling1D(2)
 */
export class AveragePooling1D extends Pooling<1> {
  static override readonly className = 'AveragePooling1D';

  /** @param poolSize number of steps (default 2) */
  constructor(poolSize: Steps<1> = 2, options: Pooling1DOptions = {}) {
    super('AveragePooling1D', 1, poolSize, options);
  }

  override call(input: Tensor): Tensor {
    return averagePool1d(input, this.window.size, this.geometry);
  }
}
