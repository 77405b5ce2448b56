// A layer that turns images at random while training.
import { constant, cos, mul, neg, sin, type Tensor } from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import { checkFactor, type Factor, type FactorRange } from './factor-range.js';
import type { AffineMatrix } from './image-sampling.js';
import { RandomAffineLayer, type RandomAffineOptions } from './random-affine-layer.js';

/**
 * In training, each image turned about its middle by an angle of its own, uniform in `factor` · 2π, counterclockwise where it is
 * positive; in inference the image itself. Draws anew in every run, also under `compile`. No weights.
 *
 * Input [batch, height, width, channels] of any dtype; output of the same shape, float32. With `dataFormat: 'channelsFirst'`
 * the channels follow the batch in both.
 *
 * @example new RandomRotation(0.1)   // by up to 36 degrees, either way
 */
export class RandomRotation extends RandomAffineLayer {
  static override readonly className = 'RandomRotation';
  readonly factor: FactorRange;

  /** @param factor share of a full turn, in [-1, 1]: [lower, upper], or one number f for [-f, f] */
  constructor(factor: Factor, options: RandomAffineOptions = {}) {
    super('RandomRotation', options);
    this.factor = checkFactor('RandomRotation', 'factor', factor);
  }

  protected override matrixFor(
    _extents: readonly [number, number],
    draw: (range: FactorRange) => Tensor,
  ): AffineMatrix {
    const angle = mul(draw(this.factor), constant(2 * Math.PI));
    const [cosine, sine] = [cos(angle), sin(angle)];
    return { x: [cosine, neg(sine), constant(0)], y: [sine, cosine, constant(0)] };
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), factor: this.factor };
  }

  static override fromConfig({ factor, ...options }: LayerConfig): RandomRotation {
    return new RandomRotation(factor as Factor, options);
  }
}
