// A layer that forgets at random while training.
import { ConfigError, constant, mul, random, where, type Tensor } from '@tensorloom/tensor-core';
import { Layer, type CallOptions, type LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import { SeedStream, type SeedOption } from '../../seed-stream.js';
import type { SymbolicShape } from '../../symbolic-shape.js';

/** Options of Dropout. */
export interface DropoutOptions extends LayerOptions, SeedOption {
  /** Shape of the draws, null for an extent of the input; an extent of 1 drops the whole axis together (default: the input's shape). */
  readonly noiseShape?: SymbolicShape;
}

/**
 * In training, each element is 0 with probability `rate` and else scaled by 1 / (1 - rate), so that the mean stays; in
 * inference the input itself. Draws anew in every run, also under `compile`. No weights.
 * Srivastava et al. 2014, in the inverted form.
 *
 * Input of any shape; output of the same shape, float32 in training.
 */
export class Dropout extends Layer {
  static override readonly className: string = 'Dropout';
  override readonly supportsMasking = true;
  readonly rate: number;
  readonly noiseShape: SymbolicShape | undefined;
  readonly #draws: SeedStream;

  /** @param rate share of elements that become 0, in [0, 1) */
  constructor(rate: number, options: DropoutOptions = {}) {
    super(options);
    checkLayerOptions('Dropout', options, ['noiseShape', 'seed']);
    if (!(rate >= 0 && rate < 1)) {
      throw new ConfigError(`Dropout: bad rate; expected a share in [0, 1), got ${String(rate)}; 0.2 drops a fifth`);
    }
    this.rate = rate;
    this.noiseShape = options.noiseShape;
    this.#draws = new SeedStream(options.seed);
  }

  override call(input: Tensor, { training }: CallOptions): Tensor {
    if (!training || this.rate === 0) return input;
    const keep = 1 - this.rate;
    const shape = this.noiseShape?.map((extent, axis) => extent ?? (input.shape[axis] as number)) ?? input.shape;
    const kept = random.bernoulli(shape, constant(keep), this.#draws.next());
    return mul(input, where(kept, constant(1 / keep), constant(0)));
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return inputShape;
  }

  override getConfig(): LayerConfig {
    const { rate, noiseShape } = this;
    const { seed } = this.#draws;
    return { ...super.getConfig(), rate, ...(noiseShape && { noiseShape }), ...(seed !== undefined && { seed }) };
  }

  static override fromConfig({ rate, ...options }: LayerConfig): Dropout {
    return new Dropout(rate as number, options);
  }
}
