// A layer that repeats the places of volumes.
import type { Steps } from '../../options/per-axis.js';
import type { SpatialOptions } from '../spatial-layer.js';
import { UpSampling } from './up-sampling.js';

/**
 * Each place `size` times along each axis, one after the other.
 *
 * Input [batch, depth, height, width, channels]; output [batch, depth · size, height · size, width · size, channels]; with
 * `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 */
export class UpSampling3D extends UpSampling<3> {
  static override readonly className = 'UpSampling3D';

  /** @param size for all axes or [depth, height, width] (default 2) */
  constructor(size: Steps<3> = 2, options: SpatialOptions = {}) {
    super('UpSampling3D', 3, size, options);
  }
}
