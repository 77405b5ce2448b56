// A layer that changes the contrast of images at random while training.
import { add, ConfigError, mean, mul, sub, type Tensor } from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import { RandomColorLayer, type RandomColorOptions } from './random-color-layer.js';

/**
 * In training, (x - m) · f + m for each image, cut off at `valueRange`, with m the mean of each channel of the image and f drawn
 * uniformly for each image from [1 - lower, 1 + upper]; in inference the image itself. Draws anew in every run, also under
 * `compile`. No weights.
 *
 * Input [batch, height, width, channels] of any dtype; output of the same shape, float32. With `dataFormat: 'channelsFirst'`
 * the channels follow the batch in both. Gradient: 0 where a value was cut off.
 *
 * @example new RandomContrast(0.2)   // between 0.8 and 1.2 times the contrast
 */
export class RandomContrast extends RandomColorLayer {
  static override readonly className = 'RandomContrast';
  readonly factor: readonly [lower: number, upper: number];

  /** @param factor [lower, upper], both in [0, 1], or one number for both */
  constructor(factor: number | readonly [lower: number, upper: number], options: RandomColorOptions = {}) {
    super('RandomContrast', options);
    const [lower, upper, ...more] = (Array.isArray(factor) ? factor : [factor, factor]) as readonly number[];
    const shares = [lower, upper] as const;
    if (more.length > 0 || !shares.every((share) => typeof share === 'number' && share >= 0 && share <= 1)) {
      throw new ConfigError(
        `RandomContrast: bad factor; expected a number in [0, 1], or [lower, upper] of such, got ${JSON.stringify(factor)}; change it`,
      );
    }
    this.factor = shares as readonly [number, number];
  }

  protected override recolor(images: Tensor): Tensor {
    const [lower, upper] = this.factor;
    const level = mean(images, [1, 2], { keepDims: true });
    return add(mul(sub(images, level), this.drawFor(images, [1 - lower, 1 + upper])), level);
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), factor: this.factor };
  }

  static override fromConfig({ factor, ...options }: LayerConfig): RandomContrast {
    return new RandomContrast(factor as readonly [number, number], options);
  }
}
