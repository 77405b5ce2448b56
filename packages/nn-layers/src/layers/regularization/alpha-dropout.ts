// Dropout for networks of selu units, which keeps mean 0 and variance 1.
import { add, constant, mul, random, where, type Tensor } from '@tensorloom/tensor-core';
import { SELU_ALPHA, SELU_SCALE } from '../../activations/selu-constants.js';
import type { LayerConfig } from '../../layer-config.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import type { DropoutOptions } from './dropout.js';
import { drawnShape, RateLayer } from './noise-layer.js';

/** What selu tends to far below 0. */
const SATURATION = -SELU_ALPHA * SELU_SCALE;

/**
 * In training, each element is α' = -1.7581 (where selu saturates) with probability `rate`, and the whole is a · x + b with
 * a = 1 / √((1 - rate) (1 + rate α'²)) and b = -a α' rate, so that mean 0 and variance 1 stay; in inference the input itself.
 * Draws anew in every run, also under `compile`. No weights. Klambauer et al. 2017.
 *
 * Input of any shape; output of the same shape, float32 in training.
 */
export class AlphaDropout extends RateLayer {
  static override readonly className = 'AlphaDropout';
  readonly noiseShape: SymbolicShape | undefined;

  /** @param rate share of elements that saturate, in [0, 1) */
  constructor(rate: number, options: DropoutOptions = {}) {
    super('AlphaDropout', rate, options, ['noiseShape']);
    this.noiseShape = options.noiseShape;
  }

  protected override disturb(input: Tensor): Tensor {
    const { rate } = this;
    const shape = drawnShape(this.noiseShape, input.shape);
    const kept = random.bernoulli(shape, constant(1 - rate), this.draws.next());
    const slope = ((1 - rate) * (1 + rate * SATURATION ** 2)) ** -0.5;
    const chosen = where(kept, input, constant(SATURATION));
    return add(mul(chosen, constant(slope)), constant(-slope * SATURATION * rate));
  }

  override getConfig(): LayerConfig {
    const { noiseShape } = this;
    return { ...super.getConfig(), ...(noiseShape && { noiseShape }) };
  }

  static override fromConfig({ rate, ...options }: LayerConfig): AlphaDropout {
    return new AlphaDropout(rate as number, options);
  }
}
