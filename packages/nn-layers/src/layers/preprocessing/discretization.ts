// A layer that says into which bin each number falls.
import {
  cast,
  checkCount,
  checkRange,
  ConfigError,
  searchSorted,
  tensor,
  type Tensor,
  type Variable,
} from '@tensorloom/tensor-core';
import { Layer, type LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import { batchesOf, type AdaptData } from './adapt-data.js';
import { checkOutputMode, encoded, encodedShape, type OutputMode } from './encode-indices.js';
import { QuantileSummary } from './quantile-summary.js';

/** Options of Discretization: `binBoundaries`, or `numBins` and then `adapt`. */
export interface DiscretizationOptions extends LayerOptions {
  /** Where bins meet, ascending: [0, 1] makes the bins (-∞, 0), [0, 1), [1, ∞). */
  readonly binBoundaries?: readonly number[];
  /** How many bins of about equal shares `adapt` should find, at least 2. */
  readonly numBins?: number;
  /** Error of these shares, in (0, 1) (default 0.01): smaller ones keep more of the data while adapting. */
  readonly epsilon?: number;
  /** Bins as indices (default 'int'), or as rows: 'oneHot', or of all numbers along the last axis 'multiHot' and 'count'. */
  readonly outputMode?: OutputMode;
}

/**
 * The index of the bin of each number; a boundary belongs to the bin above it, and NaN to the last one.
 *
 * Input [batch, ...] of any dtype; output int32 of the same shape, or float32 rows [..., bins] as `outputMode` says. No gradient
 * flows through it. Weights with `numBins`, which no optimizer changes: `binBoundaries` [numBins - 1], infinite before `adapt`, so
 * that all numbers fall into bin 0.
 *
 * @example
 * new Discretization({ binBoundaries: [0, 1, 2] });
 * await new Discretization({ numBins: 4 }).adapt(ages);
 */
export class Discretization extends Layer {
  static override readonly className = 'Discretization';
  /** Number of bins. */
  readonly numBins: number;
  readonly epsilon: number;
  readonly outputMode: OutputMode;
  /** Once built. */
  binBoundaries!: Tensor;
  readonly #given: readonly number[] | undefined;

  constructor(options: DiscretizationOptions) {
    super(options);
    checkLayerOptions('Discretization', options, ['binBoundaries', 'numBins', 'epsilon', 'outputMode']);
    const { binBoundaries, numBins, epsilon = 0.01, outputMode = 'int' } = options;
    if ((binBoundaries === undefined) === (numBins === undefined)) {
      throw new ConfigError(
        `Discretization: no bins; expected binBoundaries or numBins, got ${numBins === undefined ? 'neither' : 'both'}; ` +
          'name the boundaries, or their number and adapt()',
      );
    }
    const ascend = binBoundaries?.every((bound, index, all) => index === 0 || bound > (all[index - 1] as number));
    if (binBoundaries && !(ascend && binBoundaries.length > 0 && binBoundaries.every(Number.isFinite))) {
      throw new ConfigError(
        `Discretization: bad binBoundaries; expected ascending numbers, got ${JSON.stringify(binBoundaries)}; sort them`,
      );
    }
    this.#given = binBoundaries;
    this.numBins = binBoundaries ? binBoundaries.length + 1 : checkCount('Discretization', 'numBins', numBins);
    this.epsilon = checkRange('Discretization', 'epsilon', epsilon, Number.MIN_VALUE, 1);
    this.outputMode = checkOutputMode('Discretization', outputMode);
  }

  override build(_inputShape: SymbolicShape): void {
    if (this.#given) {
      this.binBoundaries = tensor(this.#given);
      return;
    }
    this.binBoundaries = this.addWeight('binBoundaries', {
      shape: [this.numBins - 1],
      initializer: (shape) => tensor(new Float64Array(shape[0] as number).fill(Infinity)),
      trainable: false,
    });
  }

  /**
   * Takes the boundaries from data, in place of any that were there, so that each bin holds about as much of them; builds the
   * layer where it is not built. Reads the data once, a batch at a time; NaN does not count.
   *
   * @throws ConfigError for what are no data, and where the boundaries were given as options
   */
  async adapt(data: AdaptData): Promise<void> {
    if (this.#given) {
      throw new ConfigError(
        `${this.path}: nothing to adapt; expected numBins among the options, got binBoundaries; leave them out`,
      );
    }
    const summary = new QuantileSummary(this.epsilon);
    for await (const batch of batchesOf(this.path, data)) {
      this.build([null, ...batch.shape.slice(1)]);
      summary.add(await cast(batch, 'float32').data());
    }
    const found = new Float64Array(this.numBins - 1).fill(Infinity);
    found.set(summary.boundaries(this.numBins));
    (this.binBoundaries as Variable).assign({ data: found, shape: [found.length], dtype: 'float32' });
  }

  override call(input: Tensor): Tensor {
    const bins = searchSorted(this.binBoundaries, cast(input, 'float32'), { side: 'right' });
    return encoded(bins, this.outputMode, this.numBins);
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return encodedShape(inputShape, this.outputMode, this.numBins);
  }

  override getConfig(): LayerConfig {
    const { epsilon, outputMode, numBins } = this;
    return {
      ...super.getConfig(),
      ...(this.#given ? { binBoundaries: this.#given } : { numBins }),
      epsilon,
      outputMode,
    };
  }
}
