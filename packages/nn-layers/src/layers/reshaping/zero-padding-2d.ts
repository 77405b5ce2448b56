// A layer that adds zeros at the ends of images.
import type { Ends } from '../../options/per-axis.js';
import type { SpatialOptions } from '../spatial-layer.js';
import { ZeroPadding } from './zero-padding.js';

/**
 * The input with `padding` zeros at the ends of each axis.
 *
 * Input [batch, height, width, channels]; output [batch, height + before + after, width + before + after, channels]; with
 * `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 */
export class ZeroPadding2D extends ZeroPadding<2> {
  static override readonly className = 'ZeroPadding2D';

  /** @param padding for all ends, [height, width], or [[top, bottom], [left, right]] (default 1) */
  constructor(padding: number | readonly [number, number] | readonly [Ends, Ends] = 1, options: SpatialOptions = {}) {
    super('ZeroPadding2D', 2, padding, options);
  }
}
