// A layer that repeats the steps of sequences.
import type { Steps } from '../../options/per-axis.js';
import type { SpatialOptions } from '../spatial-layer.js';
import { UpSampling } from './up-sampling.js';

/**
 * Each place `size` times, one after the other.
 *
 * Input [batch, steps, channels]; output [batch, steps · size, channels]; with `dataFormat: 'channelsFirst'` the channels
 * follow the batch in both.
 */
export class UpSampling1D extends UpSampling<1> {
  static override readonly className = 'UpSampling1D';

  /** @param size for the steps (default 2) */
  constructor(size: Steps<1> = 2, options: SpatialOptions = {}) {
    super('UpSampling1D', 1, size, options);
  }
}
