// Dense layers that make heads of features, and features of heads. Part of attention layers.
import type { Tensor, Variable } from '@tensorloom/tensor-core';
import { Layer } from '../../layer.js';
import type { WeightSettings } from '../../options/weight-settings.js';
import type { SymbolicShape } from '../../symbolic-shape.js';

/** What both need to know. */
export interface ProjectionSettings {
  readonly name: string;
  readonly useBias: boolean;
  readonly kernel: WeightSettings;
  readonly bias: WeightSettings;
}

/**
 * x · kernel + bias, split into heads: [batch, steps, features] to [batch, heads, steps, size].
 * Weights: `kernel` [features, heads, size], `bias` [heads, size].
 */
export class ToHeads extends Layer {
  static override readonly className = 'ToHeads';
  kernel!: Variable;
  bias: Variable | undefined;

  constructor(
    readonly heads: number,
    readonly size: number,
    private readonly settings: ProjectionSettings,
  ) {
    super({ name: settings.name });
  }

  override build(inputShape: SymbolicShape): void {
    const { heads, size, settings } = this;
    this.kernel = this.addWeight('kernel', { shape: [inputShape.at(-1) as number, heads, size], ...settings.kernel });
    if (settings.useBias) this.bias = this.addWeight('bias', { shape: [heads, size], ...settings.bias });
  }

  override call(input: Tensor): Tensor {
    const { heads, size, bias } = this;
    const [batch, steps, features] = input.shape as readonly [number, number, number];
    const product = input.matmul(this.kernel.reshape([features, heads * size]));
    const projected = bias ? product.add(bias.reshape([heads * size])) : product;
    return projected.reshape([batch, steps, heads, size]).transpose([0, 2, 1, 3]);
  }

  override computeOutputShape([batch = null, steps = null]: SymbolicShape): SymbolicShape {
    return [batch, this.heads, steps, this.size];
  }
}

/**
 * heads · kernel + bias, heads put together: [batch, heads, steps, size] to [batch, steps, features].
 * Weights: `kernel` [heads, size, features], `bias` [features].
 */
export class FromHeads extends Layer {
  static override readonly className = 'FromHeads';
  kernel!: Variable;
  bias: Variable | undefined;

  constructor(
    readonly features: number,
    private readonly settings: ProjectionSettings,
  ) {
    super({ name: settings.name });
  }

  override build([, heads, , size]: SymbolicShape): void {
    const shape = [heads as number, size as number, this.features];
    this.kernel = this.addWeight('kernel', { shape, ...this.settings.kernel });
    if (this.settings.useBias) this.bias = this.addWeight('bias', { shape: [this.features], ...this.settings.bias });
  }

  override call(input: Tensor): Tensor {
    const [batch, heads, steps, size] = input.shape as readonly [number, number, number, number];
    const joined = input.transpose([0, 2, 1, 3]).reshape([batch, steps, heads * size]);
    const product = joined.matmul(this.kernel.reshape([heads * size, this.features]));
    return this.bias ? product.add(this.bias) : product;
  }

  override computeOutputShape([batch = null, , steps = null]: SymbolicShape): SymbolicShape {
    return [batch, steps, this.features];
  }
}
