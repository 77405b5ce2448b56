// A layer that cuts off the ends of sequences.
import type { Ends } from '../../options/per-axis.js';
import type { SpatialOptions } from '../spatial-layer.js';
import { Cropping } from './cropping.js';

/**
 * What is left of sequences without `cropping` elements at the ends of each axis.
 *
 * Input [batch, steps, channels]; output [batch, steps - before - after, channels]; with `dataFormat: 'channelsFirst'` the
 * channels follow the batch in both.
 */
export class Cropping1D extends Cropping<1> {
  static override readonly className = 'Cropping1D';

  /** @param cropping for both ends, or [before, after] (default 1) */
  constructor(cropping: number | Ends = 1, options: SpatialOptions = {}) {
    super('Cropping1D', 1, cropping, options);
  }
}
