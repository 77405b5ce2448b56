// A layer that normalizes each example over groups of its channels.
import { ConfigError, formatShape, groupNorm, moveAxis, ShapeError, type Tensor } from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import { AffineLayer, type NormalizationOptions } from './affine-layer.js';

/** Options of GroupNormalization. */
export interface GroupNormalizationOptions extends NormalizationOptions<number> {
  /** Number of groups, a divisor of the channels (default 32); -1 makes each channel a group of its own. */
  readonly groups?: number;
}

/**
 * (x - mean) / √(variance + epsilon) · gamma + beta, mean and variance of each example over all places of a group of channels.
 * The same in training and inference. Wu and He 2018.
 *
 * Input [batch, ..., channels], or the channels along another axis; output of the same shape. Weights `gamma` and `beta`
 * [channels].
 *
 * @example new GroupNormalization({ groups: 8 })
 */
export class GroupNormalization extends AffineLayer {
  static override readonly className = 'GroupNormalization';
  declare readonly axis: number;
  readonly groups: number;

  constructor(options: GroupNormalizationOptions = {}) {
    super('GroupNormalization', options, ['groups']);
    const { groups = 32 } = options;
    if (!(Number.isSafeInteger(groups) && (groups >= 1 || groups === -1))) {
      throw new ConfigError(
        `GroupNormalization: bad groups; expected a whole number >= 1, or -1 for one of each channel, got ${groups}; change it`,
      );
    }
    this.groups = groups;
  }

  override call(input: Tensor): Tensor {
    const { axis, epsilon, gamma, beta } = this;
    const channels = input.shape.at(axis) as number;
    const groups = this.groups === -1 ? channels : this.groups;
    const normalized = groupNorm(moveAxis(input, axis, -1), groups, gamma, beta, { epsilon });
    return moveAxis(normalized, -1, axis);
  }

  protected override checkInput(inputShape: SymbolicShape): void {
    super.checkInput(inputShape);
    const channels = inputShape.at(this.axis);
    if (this.groups === -1 || typeof channels !== 'number' || channels % this.groups === 0) return;
    throw new ShapeError(
      `${this.path}: channels do not fit; expected a multiple of ${this.groups} groups along axis ${this.axis}, ` +
        `got ${formatShape(inputShape)}; change groups`,
    );
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), groups: this.groups };
  }
}
