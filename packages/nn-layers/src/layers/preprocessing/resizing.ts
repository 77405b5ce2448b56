// A layer that brings images to one size.
import { checkChoice, checkFinite, ConfigError, resize, type Tensor } from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import type { Interpolation } from '../reshaping/up-sampling-2d.js';
import type { SpatialOptions } from '../spatial-layer.js';
import { fitted, paddedToProportions, SizedImageLayer } from './sized-image-layer.js';

/** Options of Resizing. */
export interface ResizingOptions extends SpatialOptions {
  /** Default 'bilinear'; nothing is smoothed before images become smaller. */
  readonly interpolation?: Interpolation;
  /** Keeps proportions: what is too much is cut off on both sides (default false). */
  readonly cropToAspectRatio?: boolean;
  /** Keeps proportions: what is missing is filled on both sides (default false). */
  readonly padToAspectRatio?: boolean;
  /** What it is filled with (default 0). */
  readonly fillValue?: number;
}

/**
 * Images of the size `height` x `width`, in training and inference alike. Elements are areas whose centres lie at halves, and
 * beyond the outermost centres they stay; PyTorch's `align_corners=False`. No weights. Keras's other interpolations, and its
 * `antialias`, are not here.
 *
 * Input [batch, anyHeight, anyWidth, channels] of any dtype; output [batch, height, width, channels], float32. With
 * `dataFormat: 'channelsFirst'` the channels follow the batch in both. Gradient: to the elements read, by their weights.
 *
 * @example new Resizing(224, 224, { cropToAspectRatio: true })
 */
export class Resizing extends SizedImageLayer {
  static override readonly className = 'Resizing';
  readonly interpolation: Interpolation;
  readonly cropToAspectRatio: boolean;
  readonly padToAspectRatio: boolean;
  readonly fillValue: number;

  constructor(height: number, width: number, options: ResizingOptions = {}) {
    const own = ['interpolation', 'cropToAspectRatio', 'padToAspectRatio', 'fillValue'];
    super('Resizing', height, width, options, own);
    const { interpolation = 'bilinear', cropToAspectRatio = false, padToAspectRatio = false, fillValue = 0 } = options;
    this.interpolation = checkChoice('Resizing', 'interpolation', interpolation, ['nearest', 'bilinear']);
    this.fillValue = checkFinite('Resizing', 'fillValue', fillValue);
    if (cropToAspectRatio && padToAspectRatio) {
      throw new ConfigError(
        'Resizing: two ways to keep proportions; expected cropToAspectRatio or padToAspectRatio, got both; leave one of them out',
      );
    }
    this.cropToAspectRatio = cropToAspectRatio;
    this.padToAspectRatio = padToAspectRatio;
  }

  protected override transform(images: Tensor): Tensor {
    if (this.cropToAspectRatio) return fitted(images, this.size, this.interpolation);
    const given = this.padToAspectRatio ? paddedToProportions(images, this.size, this.fillValue) : images;
    return resize(given, this.size, { method: this.interpolation });
  }

  override getConfig(): LayerConfig {
    const { interpolation, cropToAspectRatio, padToAspectRatio, fillValue } = this;
    return { ...super.getConfig(), interpolation, cropToAspectRatio, padToAspectRatio, fillValue };
  }
}
