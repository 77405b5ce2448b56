// A layer that multiplies by normal noise around 1 while training.
import { mul, random, type Tensor } from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import { RateLayer, type NoiseOptions } from './noise-layer.js';

/**
 * In training, x · n with n normal of mean 1 and standard deviation √(rate / (1 - rate)), which is that of dropout at this rate;
 * in inference the input itself. Draws anew in every run, also under `compile`. No weights. Srivastava et al. 2014, section 10.
 *
 * Input of any shape; output of the same shape, float32 in training.
 */
export class GaussianDropout extends RateLayer {
  static override readonly className = 'GaussianDropout';

  /** @param rate share that dropout of the same spread would drop, in [0, 1) */
  constructor(rate: number, options: NoiseOptions = {}) {
    super('GaussianDropout', rate, options);
  }

  protected override disturb(input: Tensor): Tensor {
    const stddev = Math.sqrt(this.rate / (1 - this.rate));
    return mul(input, random.normal(input.shape, { mean: 1, stddev, ...this.draws.next() }));
  }

  static override fromConfig({ rate, ...options }: LayerConfig): GaussianDropout {
    return new GaussianDropout(rate as number, options);
  }
}
