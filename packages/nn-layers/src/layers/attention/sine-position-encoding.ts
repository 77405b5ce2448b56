// Positions as sines and cosines.
import { arange, checkRange, constant, formatShape, ShapeError, stack, type Tensor } from '@tensorloom/tensor-core';
import { Layer, type LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import type { SymbolicShape } from '../../symbolic-shape.js';

/** Options of SinePositionEncoding. */
export interface SinePositionEncodingOptions extends LayerOptions {
  /** Wavelength of the slowest pair, in units of 2π (default 10,000). */
  readonly maxWavelength?: number;
}

/** sin(t / w^(2i / size)) at feature 2i of step t, the cosine at 2i + 1: [steps, size]. */
function encoding(steps: number, size: number, maxWavelength: number): Tensor {
  const half = Math.ceil(size / 2);
  const frequency = arange(half)
    .mul(constant((-2 * Math.log(maxWavelength)) / size))
    .exp();
  const angle = arange(steps).expandDims(1).mul(frequency.expandDims(0));
  const pairs = stack([angle.sin(), angle.cos()], -1).reshape([steps, 2 * half]);
  return size % 2 === 0 ? pairs : pairs.slice(null, [0, size]);
}

/**
 * What tells steps apart, for adding to tokens: sine at even features, cosine at odd ones, of wavelengths from 2π to
 * 2π · maxWavelength. It depends on the input's shape alone. No weights. As in KerasHub.
 *
 * Input [batch, steps, size]; output of the same shape, to be added to it.
 *
 * @see Vaswani et al. 2017, section 3.5
 * @example const embedded = new Add().apply([tokens, new SinePositionEncoding().apply(tokens)]);
 */
export class SinePositionEncoding extends Layer {
  static override readonly className = 'SinePositionEncoding';
  override readonly supportsMasking = true;
  readonly maxWavelength: number;

  constructor(options: SinePositionEncodingOptions = {}) {
    super(options);
    checkLayerOptions('SinePositionEncoding', options, ['maxWavelength']);
    const { maxWavelength = 10_000 } = options;
    this.maxWavelength = checkRange('SinePositionEncoding', 'maxWavelength', maxWavelength, 1, Infinity);
  }

  override call(input: Tensor): Tensor {
    const [steps, size] = input.shape.slice(-2) as [number, number];
    return encoding(steps, size, this.maxWavelength).broadcastTo(input.shape);
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return inputShape;
  }

  protected override checkInput(inputShape: SymbolicShape): void {
    if (inputShape.length === 3 && typeof inputShape[2] === 'number') return;
    throw new ShapeError(
      `${this.path}: input does not fit; expected [batch, steps, size], got ${formatShape(inputShape)}; check the layer before`,
    );
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), maxWavelength: this.maxWavelength };
  }
}
