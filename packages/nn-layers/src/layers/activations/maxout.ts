// The largest of several linear units as one unit.
import { checkCount, formatShape, ShapeError, type Tensor } from '@tensorloom/tensor-core';
import { maxout } from '../../activations/narrowing.js';
import { Layer, type LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import type { SymbolicShape } from '../../symbolic-shape.js';

/** Options of Maxout. */
export interface MaxoutLayerOptions extends LayerOptions {
  /** Axis that becomes shorter (default the last). */
  readonly axis?: number;
}

/**
 * Each output is the largest of as many neighbours as there are inputs to an output. After Dense(features · pieces) it is the
 * maxout unit of Goodfellow et al. 2013: max over j of x · Wⱼ + bⱼ. Gradient: to the largest. No weights.
 *
 * Input [batch, ..., features · pieces]; output [batch, ..., features].
 *
 * @example new Sequential([new Dense(64 * 5), new Maxout(64)])
 */
export class Maxout extends Layer {
  static override readonly className = 'Maxout';
  readonly features: number;
  readonly axis: number;

  /** @param features number of outputs along the axis, a divisor of the inputs */
  constructor(features: number, options: MaxoutLayerOptions = {}) {
    super(options);
    checkLayerOptions('Maxout', options, ['axis']);
    this.features = checkCount('Maxout', 'features', features);
    this.axis = options.axis ?? -1;
  }

  override call(input: Tensor): Tensor {
    const pieces = (input.shape.at(this.axis) as number) / this.features;
    return maxout(input, { pieces, axis: this.axis });
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    const axis = this.axis < 0 ? this.axis + inputShape.length : this.axis;
    return inputShape.map((extent, index) => (index === axis ? this.features : extent));
  }

  protected override checkInput(inputShape: SymbolicShape): void {
    const inputs = inputShape.at(this.axis);
    const divides = inputs === null || (inputs !== undefined && inputs > 0 && inputs % this.features === 0);
    if (divides && inputShape.length >= 2) return;
    throw new ShapeError(
      `${this.path}: input does not fit; expected [batch, ...] with a multiple of ${this.features} along axis ${this.axis}, ` +
        `got ${formatShape(inputShape)}; change the layer before`,
    );
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), features: this.features, axis: this.axis };
  }

  static override fromConfig({ features, ...options }: LayerConfig): Maxout {
    return new Maxout(features as number, options);
  }
}
