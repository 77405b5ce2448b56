// A layer that moves images at random while training.
import { constant, mul, type Tensor } from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import { checkFactor, type Factor, type FactorRange } from './factor-range.js';
import type { AffineMatrix } from './image-sampling.js';
import { RandomAffineLayer, type RandomAffineOptions } from './random-affine-layer.js';

/**
 * In training, each image moved down by `heightFactor` · height and to the right by `widthFactor` · width, each drawn uniformly
 * for each image; negative factors move up and to the left. In inference the image itself. Draws anew in every run, also under
 * `compile`. No weights.
 *
 * Input [batch, height, width, channels] of any dtype; output of the same shape, float32. With `dataFormat: 'channelsFirst'`
 * the channels follow the batch in both.
 *
 * @example new RandomTranslation(0.1, 0.2, { fillMode: 'constant' })
 */
export class RandomTranslation extends RandomAffineLayer {
  static override readonly className = 'RandomTranslation';
  readonly heightFactor: FactorRange;
  readonly widthFactor: FactorRange;

  /**
   * @param heightFactor share of the height, in [-1, 1]: [lower, upper], or one number f for [-f, f]
   * @param widthFactor share of the width, likewise
   */
  constructor(heightFactor: Factor, widthFactor: Factor, options: RandomAffineOptions = {}) {
    super('RandomTranslation', options);
    this.heightFactor = checkFactor('RandomTranslation', 'heightFactor', heightFactor);
    this.widthFactor = checkFactor('RandomTranslation', 'widthFactor', widthFactor);
  }

  protected override matrixFor(
    [height, width]: readonly [number, number],
    draw: (range: FactorRange) => Tensor,
  ): AffineMatrix {
    const down = mul(draw(this.heightFactor), constant(-height));
    const right = mul(draw(this.widthFactor), constant(-width));
    return { x: [constant(1), constant(0), right], y: [constant(0), constant(1), down] };
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), heightFactor: this.heightFactor, widthFactor: this.widthFactor };
  }

  static override fromConfig({ heightFactor, widthFactor, ...options }: LayerConfig): RandomTranslation {
    return new RandomTranslation(heightFactor as Factor, widthFactor as Factor, options);
  }
}
