// A layer that forgets at random while training.
import { ConfigError, constant, mul, random, where, type Tensor } from '@tensorloom/tensor-core';
import { Layer, type CallOptions, type LayerOptions } from '../layer.js';
import type { LayerConfig } from '../layer-config.js';
import { checkLayerOptions } from '../options/layer-options.js';
import type { SymbolicShape } from '../symbolic-shape.js';

/**
 * In training, each element is 0 with probability `rate` and else scaled by 1 / (1 - rate), so that the mean stays; in
 * inference the input itself. Draws from the stream of `setRandomSeed`, anew in every run, also under `compile`. No weights.
 * Srivastava et al. 2014, in the inverted form.
 *
 * Input of any shape; output of the same shape, float32 in training.
 */
export class Dropout extends Layer {
  static override readonly className = 'Dropout';
  readonly rate: number;

  /** @param rate share of elements that become 0, in [0, 1) */
  constructor(rate: number, options: LayerOptions = {}) {
    super(options);
    checkLayerOptions('Dropout', options);
    if (!(rate >= 0 && rate < 1)) {
      throw new ConfigError(`Dropout: bad rate; expected a share in [0, 1), got ${String(rate)}; 0.2 drops a fifth`);
    }
    this.rate = rate;
  }

  override call(input: Tensor, { training }: CallOptions): Tensor {
    if (!training || this.rate === 0) return input;
    const keep = 1 - this.rate;
    return mul(input, where(random.bernoulli(input.shape, constant(keep)), constant(1 / keep), constant(0)));
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return inputShape;
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), rate: this.rate };
  }

  static override fromConfig({ rate, ...options }: LayerConfig): Dropout {
    return new Dropout(rate as number, options);
  }
}
