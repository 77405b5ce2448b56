// A layer that makes images brighter or darker at random while training.
import { add, constant, mul, type Tensor } from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import { checkFactor, type Factor, type FactorRange } from './factor-range.js';
import { RandomColorLayer, type RandomColorOptions } from './random-color-layer.js';

/**
 * In training, x + f · (high - low) for each image, cut off at `valueRange` = [low, high], with f drawn uniformly for each image
 * from `factor`: 1 makes it white, -1 black. In inference the image itself. Draws anew in every run, also under `compile`.
 * No weights.
 *
 * Input [batch, height, width, channels] of any dtype; output of the same shape, float32. With `dataFormat: 'channelsFirst'`
 * the channels follow the batch in both. Gradient: 0 where a value was cut off.
 *
 * @example new RandomBrightness(0.2, { valueRange: [0, 1] })
 */
export class RandomBrightness extends RandomColorLayer {
  static override readonly className = 'RandomBrightness';
  readonly factor: FactorRange;

  /** @param factor in [-1, 1]: [lower, upper], or one number f for [-f, f] */
  constructor(factor: Factor, options: RandomColorOptions = {}) {
    super('RandomBrightness', options);
    this.factor = checkFactor('RandomBrightness', 'factor', factor);
  }

  protected override recolor(images: Tensor): Tensor {
    const [low, high] = this.valueRange;
    return add(images, mul(this.drawFor(images, this.factor), constant(high - low)));
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), factor: this.factor };
  }

  static override fromConfig({ factor, ...options }: LayerConfig): RandomBrightness {
    return new RandomBrightness(factor as Factor, options);
  }
}
