// A layer that makes images larger.
import { checkChoice, resize, type Tensor } from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import { spatialOf } from '../../options/layout.js';
import type { Steps } from '../../options/per-axis.js';
import type { SpatialOptions } from '../spatial-layer.js';
import { UpSampling } from './up-sampling.js';

/** What stands between two elements. */
export type Interpolation = 'nearest' | 'bilinear';

/** Options of UpSampling2D. */
export interface UpSampling2DOptions extends SpatialOptions {
  /** `'nearest'` (default): each element again; `'bilinear'`: between the four nearest, as `resize` places them. */
  readonly interpolation?: Interpolation;
}

const interpolations: readonly Interpolation[] = ['nearest', 'bilinear'];

/**
 * Images with `size` times as many places along each axis. With 'bilinear', elements are areas whose centres lie at halves, and
 * beyond the outermost centres they stay; PyTorch's `align_corners=False`.
 *
 * Input [batch, height, width, channels], with 'bilinear' float32 (others are cast); output [batch, height · size, width ·
 * size, channels]; with `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 */
export class UpSampling2D extends UpSampling<2> {
  static override readonly className = 'UpSampling2D';
  readonly interpolation: Interpolation;

  /** @param size for both axes or [height, width] (default 2) */
  constructor(size: Steps<2> = 2, options: UpSampling2DOptions = {}) {
    super('UpSampling2D', 2, size, options, ['interpolation']);
    this.interpolation = checkChoice(
      'UpSampling2D',
      'interpolation',
      options.interpolation ?? 'nearest',
      interpolations,
    );
  }

  override call(input: Tensor): Tensor {
    if (this.interpolation === 'nearest') return super.call(input);
    const [height, width] = this.extentsFor(spatialOf(input.shape, this.layout)) as readonly [number, number];
    return resize(input, [height, width], { method: 'bilinear', dataFormat: this.dataFormat });
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), interpolation: this.interpolation };
  }
}
