// A layer that adds zeros at the ends of volumes.
import type { Ends } from '../../options/per-axis.js';
import type { SpatialOptions } from '../spatial-layer.js';
import { ZeroPadding } from './zero-padding.js';

/**
 * The input with `padding` zeros at the ends of each axis.
 *
 * Input [batch, depth, height, width, channels];
 * output [batch, depth + before + after, height + before + after, width + before + after, channels]; with
 * `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 */
export class ZeroPadding3D extends ZeroPadding<3> {
  static override readonly className = 'ZeroPadding3D';

  /** @param padding for all ends, [depth, height, width], or [[front, back], [top, bottom], [left, right]] (default 1) */
  constructor(
    padding: number | readonly [number, number, number] | readonly [Ends, Ends, Ends] = 1,
    options: SpatialOptions = {},
  ) {
    super('ZeroPadding3D', 3, padding, options);
  }
}
