// A layer that mirrors images at random while training.
import { checkChoice, flip, random, where, type Tensor } from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import { RandomImageLayer, type RandomImageOptions } from './random-image-layer.js';

/** Left and right, top and bottom, or both. */
export type FlipMode = 'horizontal' | 'vertical' | 'horizontalAndVertical';

const flippedAxes: Readonly<Record<FlipMode, readonly number[]>> = {
  horizontal: [2],
  vertical: [1],
  horizontalAndVertical: [1, 2],
};

/**
 * In training, each image mirrored with probability 1/2: 'horizontal' swaps left and right, 'vertical' top and bottom,
 * 'horizontalAndVertical' tosses a coin for each of the two. In inference the image itself. Draws anew in every run, also under
 * `compile`. No weights.
 *
 * Input [batch, height, width, channels] of any dtype; output of the same shape, float32. With `dataFormat: 'channelsFirst'`
 * the channels follow the batch in both.
 *
 * @example new RandomFlip('horizontal')
 */
export class RandomFlip extends RandomImageLayer {
  static override readonly className = 'RandomFlip';
  readonly mode: FlipMode;

  /** @param mode default 'horizontalAndVertical' */
  constructor(mode: FlipMode = 'horizontalAndVertical', options: RandomImageOptions = {}) {
    super('RandomFlip', options);
    this.mode = checkChoice('RandomFlip', 'mode', mode, Object.keys(flippedAxes) as FlipMode[]);
  }

  protected override disturb(images: Tensor): Tensor {
    const coins = [images.shape[0] as number, 1, 1, 1];
    return flippedAxes[this.mode].reduce(
      (value, axis) => where(random.bernoulli(coins, 0.5, this.draws.next()), flip(value, axis), value),
      images,
    );
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), mode: this.mode };
  }

  static override fromConfig({ mode, ...options }: LayerConfig): RandomFlip {
    return new RandomFlip(mode as FlipMode, options);
  }
}
