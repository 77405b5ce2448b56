// A layer that puts its inputs one behind the other.
import { concat, ConfigError, onesLike, type Tensor } from '@tensorloom/tensor-core';
import type { LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { maskOf } from '../../masks.js';
import { extentSum, type SymbolicShape } from '../../symbolic-shape.js';
import { jointMask, MergeLayer } from './merge-layer.js';

/** Options of Concatenate. */
export interface ConcatenateOptions extends LayerOptions {
  /** Not the batch (default -1: the last). */
  readonly axis?: number;
}

/**
 * The inputs one behind the other along an axis; their other extents are equal. No weights. Along the steps, masks are joined
 * alike; else a step counts where it counts in all inputs.
 *
 * @example new Concatenate().apply([image, text])      // [batch, a] and [batch, b] to [batch, a + b]
 */
export class Concatenate extends MergeLayer {
  static override readonly className = 'Concatenate';
  readonly axis: number;

  constructor(options: ConcatenateOptions = {}) {
    super('Concatenate', options, ['axis']);
    this.axis = options.axis ?? -1;
    if (!Number.isSafeInteger(this.axis) || this.axis === 0) {
      throw new ConfigError(
        `Concatenate: bad axis; expected a whole number other than 0, the batch, got ${String(options.axis)}; change it`,
      );
    }
  }

  #axisOf(rank: number): number {
    return this.axis < 0 ? this.axis + rank : this.axis;
  }

  override call(inputs: readonly Tensor[]): Tensor {
    return concat(inputs, this.#axisOf((inputs[0] as Tensor).rank));
  }

  override computeOutputShape(inputShape: readonly SymbolicShape[]): SymbolicShape {
    const [first] = inputShape as readonly [SymbolicShape];
    const axis = this.#axisOf(first.length);
    const fits = inputShape.every(
      (shape) =>
        shape.length === first.length &&
        shape.every((extent, at) => at === axis || extent === null || first[at] === null || extent === first[at]),
    );
    if (!fits || axis < 1 || axis >= first.length) {
      this.refuse(
        inputShape,
        `one rank above ${this.axis < 0 ? -this.axis : this.axis} and equal extents but along axis ${this.axis}`,
      );
    }
    return first.map((extent, at) => (at === axis ? extentSum(inputShape.map((shape) => shape[at] ?? null)) : extent));
  }

  protected override computeMask(inputs: readonly Tensor[]): Tensor | undefined {
    if (this.#axisOf((inputs[0] as Tensor).rank) !== 1) return jointMask(inputs);
    if (!inputs.some(maskOf)) return undefined;
    const whole = (input: Tensor): Tensor => onesLike(input.slice(null, null, 0)).cast('bool');
    return concat(
      inputs.map((input) => maskOf(input) ?? whole(input)),
      1,
    );
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), axis: this.axis };
  }
}
