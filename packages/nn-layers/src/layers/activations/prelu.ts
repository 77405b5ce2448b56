// The rectified unit whose slope below 0 is learned.
import {
  ConfigError,
  formatShape,
  mul,
  neg,
  relu,
  ShapeError,
  sub,
  type Tensor,
  type Variable,
} from '@tensorloom/tensor-core';
import type { ConstraintOption } from '../../constraints/constraint.js';
import type { InitializerOption } from '../../initializers/initializer.js';
import type { LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import { weightConfig, weightOptionNames, weightSettings, type WeightSettings } from '../../options/weight-settings.js';
import type { RegularizerOption } from '../../regularizers/regularizer.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import { UnitLayer } from './unit-layer.js';

/** Options of PReLU. */
export interface PReLUOptions extends LayerOptions {
  /** Default 'zeros'; PyTorch starts at 0.25. */
  readonly alphaInitializer?: InitializerOption;
  /** Penalty for the slopes (default none). */
  readonly alphaRegularizer?: RegularizerOption;
  /** Allowed slopes (default any). */
  readonly alphaConstraint?: ConstraintOption;
  /** Axes of the input along which all elements share a slope (default none): [1, 2] for one of each channel of images. */
  readonly sharedAxes?: readonly number[];
}

/**
 * x above 0, alpha · x below, the slope alpha learned. Gradient for x: 1 above 0, alpha below, 0 at 0; for alpha: min(x, 0).
 * He et al. 2015.
 *
 * Input [batch, ...]; output of the same shape. Weight `alpha` of the shape of one example, 1 along `sharedAxes`.
 */
export class PReLU extends UnitLayer {
  static override readonly className = 'PReLU';
  /** Once built. */
  alpha!: Variable;
  readonly sharedAxes: readonly number[];
  readonly #alpha: WeightSettings;

  constructor(options: PReLUOptions = {}) {
    super(options);
    checkLayerOptions('PReLU', options, ['sharedAxes', ...weightOptionNames('alpha')]);
    const { sharedAxes = [] } = options;
    if (!(Array.isArray(sharedAxes) && sharedAxes.every((axis) => Number.isSafeInteger(axis) && axis >= 1))) {
      throw new ConfigError(
        `PReLU: bad sharedAxes; expected a list of axes from 1 on, got ${JSON.stringify(sharedAxes)}; 0 is the batch, which always shares`,
      );
    }
    this.sharedAxes = sharedAxes;
    this.#alpha = weightSettings('PReLU', 'alpha', options, 'zeros');
  }

  private slopeShape(inputShape: SymbolicShape): SymbolicShape {
    return inputShape.slice(1).map((extent, index) => (this.sharedAxes.includes(index + 1) ? 1 : extent));
  }

  override build(inputShape: SymbolicShape): void {
    this.alpha = this.addWeight('alpha', { shape: this.slopeShape(inputShape), ...this.#alpha });
  }

  override call(input: Tensor): Tensor {
    return sub(relu(input), mul(this.alpha, relu(neg(input))));
  }

  protected override checkInput(inputShape: SymbolicShape): void {
    const slopes = this.slopeShape(inputShape);
    const built = this.builtShape && this.slopeShape(this.builtShape);
    const fits = built
      ? slopes.length === built.length && slopes.every((extent, index) => extent === null || extent === built[index])
      : this.sharedAxes.every((axis) => axis < inputShape.length) && slopes.every((extent) => extent !== null);
    if (fits && inputShape.length >= 1) return;
    const expected = built ? `slopes of shape ${formatShape(built)}` : 'known extents along the axes that do not share';
    throw new ShapeError(
      `${this.path}: input does not fit; expected ${expected}, got ${formatShape(inputShape)}; check sharedAxes, and the layer before`,
    );
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), sharedAxes: this.sharedAxes, ...weightConfig(this.path, 'alpha', this.#alpha) };
  }
}
