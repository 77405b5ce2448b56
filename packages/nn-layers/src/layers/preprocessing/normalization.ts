// A layer that brings each feature to mean 0 and variance 1, by statistics of the data that it has seen or was told.
import {
  add,
  broadcastTo,
  cast,
  ConfigError,
  constant,
  div,
  formatShape,
  maximum,
  mean,
  mul,
  reshape,
  ShapeError,
  sizeOf,
  sqrt,
  sub,
  tensor,
  variance,
  type NestedArray,
  type Tensor,
  type Variable,
} from '@tensorloom/tensor-core';
import { Layer, type LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import type { AxisOption } from '../axes-layer.js';
import { batchesOf, type AdaptData } from './adapt-data.js';
import { RunningMoments } from './running-moments.js';

/** Options of Normalization. */
export interface NormalizationLayerOptions extends LayerOptions {
  /** Axes of which each place has moments of its own, not the batch (default -1, the features); null for one mean and variance of all. */
  readonly axis?: AxisOption | null;
  /** Known means, a number or what broadcasts to the extents along `axis`; with `variance`, and then there is nothing to adapt. */
  readonly mean?: NestedArray;
  /** Known variances, likewise. */
  readonly variance?: NestedArray;
  /** The way back: x · deviation + mean (default false). */
  readonly invert?: boolean;
}

/** Least deviation, so that a constant feature becomes 0. */
const EPSILON = 1e-7;

/**
 * (x - mean) / max(√variance, 1e-7) for each place along `axis`, in training and inference alike. `adapt` finds mean and variance
 * (the mean of squares) in data; before it they are 0 and 1.
 *
 * Input [batch, ..., features] of any dtype; output of the same shape, float32. Weights, which no optimizer changes, [features] or
 * the extents along `axis`: `mean`, `variance`; none where they are given as options.
 *
 * @example
 * const normalization = new Normalization();
 * await normalization.adapt(train.map(({ x }) => x));
 */
export class Normalization extends Layer {
  static override readonly className = 'Normalization';
  override readonly supportsMasking = true;
  readonly axis: AxisOption | null;
  readonly invert: boolean;
  /** Once built. */
  mean!: Tensor;
  /** Once built. */
  variance!: Tensor;
  readonly #given: { readonly mean: NestedArray; readonly variance: NestedArray } | undefined;

  constructor(options: NormalizationLayerOptions = {}) {
    super(options);
    checkLayerOptions('Normalization', options, ['axis', 'mean', 'variance', 'invert']);
    const { axis = -1, invert = false, mean: givenMean, variance: givenVariance } = options;
    if (axis !== null && ![axis].flat().every(Number.isSafeInteger)) {
      throw new ConfigError(
        `Normalization: bad axis; expected a whole number, a list of them, or null, got ${JSON.stringify(axis)}; -1 is the last axis`,
      );
    }
    if ((givenMean === undefined) !== (givenVariance === undefined)) {
      throw new ConfigError(
        `Normalization: half of the moments; expected mean and variance, got one of them; give both, or none and adapt()`,
      );
    }
    this.axis = axis;
    this.invert = invert;
    this.#given =
      givenMean === undefined || givenVariance === undefined ? undefined : { mean: givenMean, variance: givenVariance };
  }

  /** The axes with moments of their own, ascending, from 0. */
  private axesOf(rank: number): readonly number[] {
    if (this.axis === null) return [];
    return [this.axis]
      .flat()
      .map((axis) => (axis < 0 ? axis + rank : axis))
      .sort((a, b) => a - b);
  }

  private extentsOf(inputShape: SymbolicShape): SymbolicShape {
    return this.axesOf(inputShape.length).map((axis) => inputShape[axis] as number | null);
  }

  override build(inputShape: SymbolicShape): void {
    const shape = this.extentsOf(inputShape);
    if (this.#given) {
      const known = shape as readonly number[];
      this.mean = broadcastTo(tensor(this.#given.mean), known);
      this.variance = broadcastTo(tensor(this.#given.variance), known);
      return;
    }
    this.mean = this.addWeight('mean', { shape, initializer: 'zeros', trainable: false });
    this.variance = this.addWeight('variance', { shape, initializer: 'ones', trainable: false });
  }

  /**
   * Takes mean and variance from data, in place of any that were there; builds the layer where it is not built. Reads the data
   * once, a batch at a time.
   *
   * @throws ConfigError for what are no data, and where the moments were given as options
   */
  async adapt(data: AdaptData): Promise<void> {
    if (this.#given) {
      throw new ConfigError(
        `${this.path}: nothing to adapt; expected no mean and variance among the options, got both; leave them out`,
      );
    }
    const moments = new RunningMoments();
    for await (const batch of batchesOf(this.path, data)) {
      this.build([null, ...batch.shape.slice(1)]);
      const kept = this.axesOf(batch.rank);
      const axes = batch.shape.map((_, axis) => axis).filter((axis) => !kept.includes(axis));
      const x = cast(batch, 'float32');
      const [means, variances] = await Promise.all([mean(x, axes).data(), variance(x, axes).data()]);
      moments.add(batch.size / sizeOf(this.mean.shape), means, variances);
    }
    const { shape } = this.mean;
    (this.mean as Variable).assign({ data: moments.mean, shape, dtype: 'float32' });
    (this.variance as Variable).assign({ data: moments.variance, shape, dtype: 'float32' });
  }

  override call(input: Tensor): Tensor {
    const kept = this.axesOf(input.rank);
    const shape = input.shape.map((extent, axis) => (kept.includes(axis) ? extent : 1));
    const center = reshape(this.mean, shape);
    const deviation = maximum(sqrt(reshape(this.variance, shape)), constant(EPSILON));
    const x = cast(input, 'float32');
    return this.invert ? add(mul(x, deviation), center) : div(sub(x, center), deviation);
  }

  protected override checkInput(inputShape: SymbolicShape): void {
    const rank = inputShape.length;
    const axes = this.axesOf(rank);
    const exist = axes.every((axis, index) => axis >= 1 && axis < rank && axis !== axes[index - 1]);
    const extents = exist ? this.extentsOf(inputShape) : [];
    const built = this.builtShape && this.extentsOf(this.builtShape);
    const fits = extents.every((extent, index) =>
      built ? extent === null || extent === built[index] : extent !== null,
    );
    if (exist && fits) return;
    throw new ShapeError(
      `${this.path}: input does not fit; expected [batch, ...] with ${built?.join(', ') ?? 'known extents'} along axis ` +
        `${JSON.stringify(this.axis)}, got ${formatShape(inputShape)}; check the axis, and the layer before`,
    );
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return inputShape;
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), axis: this.axis, invert: this.invert, ...this.#given };
  }
}
