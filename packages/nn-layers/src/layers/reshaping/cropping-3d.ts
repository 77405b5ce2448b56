// A layer that cuts off the ends of volumes.
import type { Ends } from '../../options/per-axis.js';
import type { SpatialOptions } from '../spatial-layer.js';
import { Cropping } from './cropping.js';

/**
 * What is left of volumes without `cropping` elements at the ends of each axis.
 *
 * Input [batch, depth, height, width, channels];
 * output [batch, depth - before - after, height - before - after, width - before - after, channels]; with
 * `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 */
export class Cropping3D extends Cropping<3> {
  static override readonly className = 'Cropping3D';

  /** @param cropping for all ends, [depth, height, width], or [[front, back], [top, bottom], [left, right]] (default 1) */
  constructor(
    cropping: number | readonly [number, number, number] | readonly [Ends, Ends, Ends] = 1,
    options: SpatialOptions = {},
  ) {
    super('Cropping3D', 3, cropping, options);
  }
}
