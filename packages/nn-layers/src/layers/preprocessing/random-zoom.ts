// A layer that makes what images show larger or smaller at random while training.
import { add, constant, type Tensor } from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import { checkFactor, type Factor, type FactorRange } from './factor-range.js';
import type { AffineMatrix } from './image-sampling.js';
import { RandomAffineLayer, type RandomAffineOptions } from './random-affine-layer.js';

/** Options of RandomZoom. */
export interface RandomZoomOptions extends RandomAffineOptions {
  /** Of the width, drawn by itself: [lower, upper], or one number f for [-f, f] (default: the draw of the height, which keeps proportions). */
  readonly widthFactor?: Factor | undefined;
}

/**
 * In training, each image scaled about its middle: its frame shows 1 + `heightFactor` times its height and 1 + `widthFactor`
 * times its width, drawn uniformly for each image, so that positive factors zoom out and negative ones in. In inference the
 * image itself. Draws anew in every run, also under `compile`. No weights.
 *
 * Input [batch, height, width, channels] of any dtype; output of the same shape, float32. With `dataFormat: 'channelsFirst'`
 * the channels follow the batch in both.
 *
 * @example new RandomZoom([-0.2, 0])   // up to a fifth closer
 */
export class RandomZoom extends RandomAffineLayer {
  static override readonly className = 'RandomZoom';
  readonly heightFactor: FactorRange;
  readonly widthFactor: FactorRange | undefined;

  /** @param heightFactor in [-1, 1]: [lower, upper], or one number f for [-f, f] */
  constructor(heightFactor: Factor, options: RandomZoomOptions = {}) {
    super('RandomZoom', options, ['widthFactor']);
    const { widthFactor } = options;
    this.heightFactor = checkFactor('RandomZoom', 'heightFactor', heightFactor);
    this.widthFactor = widthFactor === undefined ? undefined : checkFactor('RandomZoom', 'widthFactor', widthFactor);
  }

  protected override matrixFor(
    _extents: readonly [number, number],
    draw: (range: FactorRange) => Tensor,
  ): AffineMatrix {
    const height = add(draw(this.heightFactor), constant(1));
    const width = this.widthFactor ? add(draw(this.widthFactor), constant(1)) : height;
    return { x: [width, constant(0), constant(0)], y: [constant(0), height, constant(0)] };
  }

  override getConfig(): LayerConfig {
    const { heightFactor, widthFactor } = this;
    return { ...super.getConfig(), heightFactor, ...(widthFactor && { widthFactor }) };
  }

  static override fromConfig({ heightFactor, ...options }: LayerConfig): RandomZoom {
    return new RandomZoom(heightFactor as Factor, options);
  }
}
