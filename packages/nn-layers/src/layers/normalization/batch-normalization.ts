// A layer that gives each channel mean 0 and variance 1: over the batch in training, by moving averages in inference.
import {
  add,
  batchMoments,
  batchNorm,
  checkRange,
  constant,
  mul,
  type Tensor,
  type Variable,
} from '@tensorloom/tensor-core';
import { initializerKind, type Initializer, type InitializerOption } from '../../initializers/initializer.js';
import type { CallOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import { AffineLayer, type NormalizationOptions } from './affine-layer.js';
import { maskedMoments } from './masked-moments.js';

/** Options of BatchNormalization. */
export interface BatchNormalizationOptions extends NormalizationOptions<number> {
  /** Share of the old value in a moving average, in [0, 1] (default 0.99). PyTorch's momentum is 1 minus this. */
  readonly momentum?: number;
  /** Default 'zeros'. */
  readonly movingMeanInitializer?: InitializerOption;
  /** Default 'ones'. */
  readonly movingVarianceInitializer?: InitializerOption;
}

/**
 * (x - mean) / √(variance + epsilon) · gamma + beta for each channel, that is each place along `axis`.
 *
 * In training, mean and variance are those of the batch over all other axes, and the moving averages follow:
 * moving = moving · momentum + batch · (1 - momentum). In inference, and while `trainable` is false, the moving averages stand
 * in their place. The variance is the mean of squares, in the moving average too (PyTorch keeps there that of a sample, over
 * n - 1). Steps that a mask [batch, steps] rules out do not count. Ioffe and Szegedy 2015.
 *
 * Input [batch, ..., channels], or the channels along another axis; output of the same shape.
 * Weights, all [channels]: `gamma`, `beta`, and `movingMean`, `movingVariance`, which no optimizer changes.
 *
 * @example new BatchNormalization({ momentum: 0.9 })
 */
export class BatchNormalization extends AffineLayer {
  static override readonly className = 'BatchNormalization';
  declare readonly axis: number;
  /** Once built. */
  movingMean!: Variable;
  /** Once built. */
  movingVariance!: Variable;
  readonly momentum: number;
  readonly #firstMean: Initializer;
  readonly #firstVariance: Initializer;

  constructor(options: BatchNormalizationOptions = {}) {
    const own = ['momentum', 'movingMeanInitializer', 'movingVarianceInitializer'];
    super('BatchNormalization', options, own);
    const { momentum = 0.99, movingMeanInitializer = 'zeros', movingVarianceInitializer = 'ones' } = options;
    this.momentum = checkRange('BatchNormalization', 'momentum', momentum, 0, 1);
    this.#firstMean = initializerKind.resolve('BatchNormalization', movingMeanInitializer);
    this.#firstVariance = initializerKind.resolve('BatchNormalization', movingVarianceInitializer);
  }

  override build(inputShape: SymbolicShape): void {
    super.build(inputShape);
    const moving = { shape: this.extentsOf(inputShape), trainable: false };
    this.movingMean = this.addWeight('movingMean', { ...moving, initializer: this.#firstMean });
    this.movingVariance = this.addWeight('movingVariance', { ...moving, initializer: this.#firstVariance });
  }

  override call(input: Tensor, { training, mask }: CallOptions): Tensor {
    const { axis, epsilon, gamma, beta } = this;
    if (!training || !this.trainable) {
      const moving = { mean: this.movingMean, variance: this.movingVariance };
      return batchNorm(input, moving, gamma, beta, { axis, epsilon });
    }
    const moments = mask ? maskedMoments(input, mask, axis) : batchMoments(input, axis);
    this.follow(this.movingMean, moments.mean);
    this.follow(this.movingVariance, moments.variance);
    return batchNorm(input, moments, gamma, beta, { axis, epsilon });
  }

  private follow(moving: Variable, value: Tensor): void {
    moving.assign(add(mul(moving, constant(this.momentum)), mul(value, constant(1 - this.momentum))));
  }

  override getConfig(): LayerConfig {
    return {
      ...super.getConfig(),
      momentum: this.momentum,
      movingMeanInitializer: initializerKind.configOf(this.path, this.#firstMean),
      movingVarianceInitializer: initializerKind.configOf(this.path, this.#firstVariance),
    };
  }
}
