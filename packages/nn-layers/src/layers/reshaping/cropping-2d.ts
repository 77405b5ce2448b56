// A layer that cuts off the ends of images.
import type { Ends } from '../../options/per-axis.js';
import type { SpatialOptions } from '../spatial-layer.js';
import { Cropping } from './cropping.js';

/**
 * What is left of images without `cropping` elements at the ends of each axis.
 *
 * Input [batch, height, width, channels]; output [batch, height - before - after, width - before - after, channels]; with
 * `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 */
export class Cropping2D extends Cropping<2> {
  static override readonly className = 'Cropping2D';

  /** @param cropping for all ends, [height, width], or [[top, bottom], [left, right]] (default 0) */
  constructor(cropping: number | readonly [number, number] | readonly [Ends, Ends] = 0, options: SpatialOptions = {}) {
    super('Cropping2D', 2, cropping, options);
  }
}
