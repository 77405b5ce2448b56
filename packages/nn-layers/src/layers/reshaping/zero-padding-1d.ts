// A layer that adds zeros at the ends of sequences.
import type { Ends } from '../../options/per-axis.js';
import type { SpatialOptions } from '../spatial-layer.js';
import { ZeroPadding } from './zero-padding.js';

/**
 * The input with `padding` zeros at the ends of each axis.
 *
 * Input [batch, steps, channels]; output [batch, steps + before + after, channels]; with `dataFormat: 'channelsFirst'` the
 * channels follow the batch in both.
 */
export class ZeroPadding1D extends ZeroPadding<1> {
  static override readonly className = 'ZeroPadding1D';

  /** @param padding for both ends, or [before, after] (default 1) */
  constructor(padding: number | Ends = 1, options: SpatialOptions = {}) {
    super('ZeroPadding1D', 1, padding, options);
  }
}
