// A layer that adds normal noise while training.
import { add, checkRange, random, type Tensor } from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import { NoiseLayer, type NoiseOptions } from './noise-layer.js';

/**
 * In training, x + n with n normal of mean 0 and the given standard deviation; in inference the input itself. Draws anew in
 * every run, also under `compile`. No weights.
 *
 * Input of any shape; output of the same shape, float32 in training.
 */
export class GaussianNoise extends NoiseLayer {
  static override readonly className = 'GaussianNoise';
  readonly stddev: number;

  /** @param stddev standard deviation of the noise, at least 0 */
  constructor(stddev: number, options: NoiseOptions = {}) {
    super('GaussianNoise', options);
    this.stddev = checkRange('GaussianNoise', 'stddev', stddev, 0, Infinity);
  }

  protected override get strength(): number {
    return this.stddev;
  }

  protected override disturb(input: Tensor): Tensor {
    return add(input, random.normal(input.shape, { stddev: this.stddev, ...this.draws.next() }));
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), stddev: this.stddev };
  }

  static override fromConfig({ stddev, ...options }: LayerConfig): GaussianNoise {
    return new GaussianNoise(stddev as number, options);
  }
}
