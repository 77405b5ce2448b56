// What RandomContrast and RandomBrightness share: the range in which the values of images lie.
import { clip, ConfigError, type Tensor } from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import { RandomImageLayer, type RandomImageOptions } from './random-image-layer.js';

/** Options of these layers. */
export interface RandomColorOptions extends RandomImageOptions {
  /** Values of black and white; results are cut off there (default [0, 255]). */
  readonly valueRange?: readonly [low: number, high: number];
}

/** Changes the values of each image, within their range. */
export abstract class RandomColorLayer extends RandomImageLayer {
  readonly valueRange: readonly [low: number, high: number];

  constructor(className: string, options: RandomColorOptions) {
    super(className, options, ['valueRange']);
    const { valueRange = [0, 255] } = options;
    const isRange = Array.isArray(valueRange) && valueRange.length === 2 && valueRange.every(Number.isFinite);
    if (!isRange || !(valueRange[0] < valueRange[1])) {
      throw new ConfigError(
        `${className}: bad valueRange; expected [low, high] with low < high, got ${JSON.stringify(valueRange)}; ` +
          'it is [0, 255] for bytes, [0, 1] for rescaled images',
      );
    }
    this.valueRange = valueRange;
  }

  /** @param images float32 [batch, height, width, channels] */
  protected abstract recolor(images: Tensor): Tensor;

  protected override disturb(images: Tensor): Tensor {
    return clip(this.recolor(images), ...this.valueRange);
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), valueRange: this.valueRange };
  }
}
