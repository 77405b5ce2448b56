// A layer that forgets at random while training.
import { constant, mul, random, where, type Shape, type Tensor } from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import { drawnShape, RateLayer, type NoiseOptions } from './noise-layer.js';

/** Options of Dropout. */
export interface DropoutOptions extends NoiseOptions {
  /** Shape of the draws, null for an extent of the input; an extent of 1 drops the whole axis together (default: the input's shape). */
  readonly noiseShape?: SymbolicShape;
}

/** The input with a share `rate` of its elements at 0 and the others scaled up by as much; what shares a draw falls together. */
export function dropped(input: Tensor, rate: number, shape: Shape, draw: { readonly key?: Tensor }): Tensor {
  const keep = 1 - rate;
  const kept = random.bernoulli(shape, constant(keep), draw);
  return mul(input, where(kept, constant(1 / keep), constant(0)));
}

/**
 * In training, each element is 0 with probability `rate` and else scaled by 1 / (1 - rate), so that the mean stays; in
 * inference the input itself. Draws anew in every run, also under `compile`. No weights.
 * Srivastava et al. 2014, in the inverted form.
 *
 * Input of any shape; output of the same shape, float32 in training.
 */
export class Dropout extends RateLayer {
  static override readonly className = 'Dropout';
  readonly noiseShape: SymbolicShape | undefined;

  /** @param rate share of elements that become 0, in [0, 1) */
  constructor(rate: number, options: DropoutOptions = {}) {
    super('Dropout', rate, options, ['noiseShape']);
    this.noiseShape = options.noiseShape;
  }

  protected override disturb(input: Tensor): Tensor {
    return dropped(input, this.rate, drawnShape(this.noiseShape, input.shape), this.draws.next());
  }

  override getConfig(): LayerConfig {
    const { noiseShape } = this;
    return { ...super.getConfig(), ...(noiseShape && { noiseShape }) };
  }

  static override fromConfig({ rate, ...options }: LayerConfig): Dropout {
    return new Dropout(rate as number, options);
  }
}
