// The rectified unit whose slope below 0 is drawn at random while training.
import { checkRange, ConfigError, constant, less, mul, random, where, type Tensor } from '@tensorloom/tensor-core';
import type { CallOptions, LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import { SeedStream, type SeedOption } from '../../seed-stream.js';
import { UnitLayer } from './unit-layer.js';

/** Options of RReLU. */
export interface RReLUOptions extends LayerOptions, SeedOption {
  /** Smallest slope, at least 0 (default 1/8). */
  readonly lower?: number;
  /** Largest slope, at least `lower` (default 1/3). */
  readonly upper?: number;
}

/**
 * x from 0 on, slope · x below; the slope is drawn for each element from [lower, upper) in training, and (lower + upper) / 2 in
 * inference. Draws anew in every run, also under `compile`. Gradient: 1 from 0 on, the slope below. No weights.
 * Xu et al. 2015, which divides by what is here the slope's inverse, from [3, 8). As in PyTorch; Keras has none.
 *
 * Input of any shape; output of the same shape.
 */
export class RReLU extends UnitLayer {
  static override readonly className = 'RReLU';
  readonly lower: number;
  readonly upper: number;
  readonly #draws: SeedStream;

  constructor(options: RReLUOptions = {}) {
    super(options);
    checkLayerOptions('RReLU', options, ['lower', 'upper', 'seed']);
    this.lower = checkRange('RReLU', 'lower', options.lower ?? 1 / 8, 0, Infinity);
    this.upper = checkRange('RReLU', 'upper', options.upper ?? 1 / 3, 0, Infinity);
    if (this.lower > this.upper) {
      throw new ConfigError(
        `RReLU: bad range; expected lower <= upper, got ${this.lower} and ${this.upper}; swap them`,
      );
    }
    this.#draws = new SeedStream(options.seed);
  }

  override call(input: Tensor, { training }: CallOptions): Tensor {
    const { lower, upper } = this;
    const slope = training
      ? random.uniform(input.shape, { minimum: lower, maximum: upper, ...this.#draws.next() })
      : constant((lower + upper) / 2);
    return mul(input, where(less(input, constant(0)), slope, constant(1)));
  }

  override getConfig(): LayerConfig {
    const { lower, upper } = this;
    const { seed } = this.#draws;
    return { ...super.getConfig(), lower, upper, ...(seed !== undefined && { seed }) };
  }
}
