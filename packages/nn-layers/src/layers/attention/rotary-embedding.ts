// Rotary positions as a layer.
import { checkRange, formatShape, ShapeError, type Tensor } from '@tensorloom/tensor-core';
import { Layer, type LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import { rotate, type RotaryOptions } from './rotary.js';

/** Options of RotaryEmbedding. */
export interface RotaryEmbeddingOptions extends LayerOptions, Pick<RotaryOptions, 'maxWavelength' | 'scalingFactor'> {}

/**
 * Turns pairs of features by angles that grow with the step, so that products of queries and keys depend on how far apart they are:
 * see `rotate`. No weights. Attention layers do so by themselves with `rotary: true`. As in KerasHub.
 *
 * Input [batch, ..., steps, size], size even; output of the same shape.
 */
export class RotaryEmbedding extends Layer {
  static override readonly className = 'RotaryEmbedding';
  override readonly supportsMasking = true;
  readonly maxWavelength: number;
  readonly scalingFactor: number;

  constructor(options: RotaryEmbeddingOptions = {}) {
    super(options);
    checkLayerOptions('RotaryEmbedding', options, ['maxWavelength', 'scalingFactor']);
    const { maxWavelength = 10_000, scalingFactor = 1 } = options;
    this.maxWavelength = checkRange('RotaryEmbedding', 'maxWavelength', maxWavelength, 1, Infinity);
    this.scalingFactor = checkRange('RotaryEmbedding', 'scalingFactor', scalingFactor, Number.MIN_VALUE, Infinity);
  }

  override call(input: Tensor): Tensor {
    const { maxWavelength, scalingFactor } = this;
    return rotate(input, { maxWavelength, scalingFactor });
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return inputShape;
  }

  protected override checkInput(inputShape: SymbolicShape): void {
    const size = inputShape.at(-1);
    if (inputShape.length >= 3 && typeof size === 'number' && size % 2 === 0) return;
    throw new ShapeError(
      `${this.path}: input does not fit; expected [batch, ..., steps, an even size], got ${formatShape(inputShape)}; check the layer before`,
    );
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), maxWavelength: this.maxWavelength, scalingFactor: this.scalingFactor };
  }
}
