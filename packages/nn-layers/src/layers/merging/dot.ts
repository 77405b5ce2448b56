// A layer that takes products of two inputs, summed over an axis.
import { ConfigError, constant, dotGeneral, maximum, type Tensor } from '@tensorloom/tensor-core';
import type { LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import { MergeLayer } from './merge-layer.js';

/** Options of Dot. */
export interface DotOptions extends LayerOptions {
  /** Scales vectors along the axes to length 1 first: the result is their cosine (default false). */
  readonly normalize?: boolean;
}

/**
 * For each example the products of two inputs, summed over one axis of each: Σ_k a[.., k, ..] · b[.., k, ..], the axes of a
 * before those of b. Two vectors give [batch, 1]. No weights.
 *
 * @example new Dot(1).apply([a, b])                    // [batch, k] and [batch, k] to [batch, 1]
 * @example new Dot([2, 1]).apply([queries, values])    // [batch, i, k] and [batch, k, j] to [batch, i, j]
 */
export class Dot extends MergeLayer {
  static override readonly className = 'Dot';
  readonly axes: readonly [number, number];
  readonly normalize: boolean;

  /** @param axes of both inputs, or [of the first, of the second]; not the batch */
  constructor(axes: number | readonly [number, number], options: DotOptions = {}) {
    super('Dot', options, ['normalize']);
    const pair: unknown = typeof axes === 'number' ? [axes, axes] : axes;
    if (!Array.isArray(pair) || pair.length !== 2 || !pair.every((axis) => Number.isSafeInteger(axis) && axis !== 0)) {
      throw new ConfigError(
        `Dot: bad axes; expected one axis or two, none of them 0, the batch, got ${JSON.stringify(axes)}; change them`,
      );
    }
    this.axes = pair as unknown as readonly [number, number];
    this.normalize = options.normalize ?? false;
  }

  /** The axes, counted from the first. */
  #positive(ranks: readonly number[]): readonly [number, number] {
    const at = (index: 0 | 1): number =>
      this.axes[index] < 0 ? this.axes[index] + (ranks[index] as number) : this.axes[index];
    return [at(0), at(1)];
  }

  override call(inputs: readonly Tensor[]): Tensor {
    const [left, right] = inputs as readonly [Tensor, Tensor];
    const [a, b] = this.#positive([left.rank, right.rank]);
    const [x, y] = this.normalize ? [unit(left, a), unit(right, b)] : [left, right];
    const product = dotGeneral(x, y, { contracting: [[a], [b]], batch: [[0], [0]] });
    return product.rank === 1 ? product.expandDims(1) : product;
  }

  override computeOutputShape(inputShape: readonly SymbolicShape[]): SymbolicShape {
    const [left, right] = inputShape as readonly [SymbolicShape, SymbolicShape];
    const [a, b] = this.#positive(inputShape.map((shape) => shape.length));
    const [m, n] = [left[a], right[b]];
    const fits = inputShape.length === 2 && a > 0 && b > 0 && m !== undefined && n !== undefined;
    if (!fits || (m !== null && n !== null && m !== n)) {
      this.refuse(inputShape, `two inputs with one extent along the axes ${this.axes.join(' and ')}`);
    }
    const rest = [...left.filter((_, at) => at > 0 && at !== a), ...right.filter((_, at) => at > 0 && at !== b)];
    return [left[0] ?? right[0] ?? null, ...(rest.length === 0 ? [1] : rest)];
  }

  protected override computeMask(): undefined {
    return undefined;
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), axes: this.axes, normalize: this.normalize };
  }

  static override fromConfig({ axes, ...options }: LayerConfig): Dot {
    return new Dot(axes as readonly [number, number], options);
  }
}

/** Vectors along an axis scaled to length 1; those of zeros stay. */
function unit(value: Tensor, axis: number): Tensor {
  const squares = value.square().sum(axis, { keepDims: true });
  return value.mul(maximum(squares, constant(1e-12)).rsqrt());
}
