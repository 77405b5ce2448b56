// A layer that says which steps of a sequence are padding.
import {
  any,
  checkFinite,
  constant,
  formatShape,
  notEqual,
  ShapeError,
  where,
  type Tensor,
} from '@tensorloom/tensor-core';
import { Layer, type LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import type { SymbolicShape } from '../../symbolic-shape.js';

/** Options of Masking. */
export interface MaskingOptions extends LayerOptions {
  /** A step whose features all are this number is padding (default 0). */
  readonly maskValue?: number;
}

/**
 * Masks the steps of which every feature equals `maskValue`, for the layers and losses that follow, and makes them 0.
 * No weights. Input [batch, steps, ..., features]; output of the same shape, its mask [batch, steps] true where a step counts.
 *
 * @example new Sequential([new Masking({ maskValue: -1 }), new LSTM(32)])
 */
export class Masking extends Layer {
  static override readonly className = 'Masking';
  override readonly supportsMasking = true;
  readonly maskValue: number;

  constructor(options: MaskingOptions = {}) {
    super(options);
    checkLayerOptions('Masking', options, ['maskValue']);
    this.maskValue = checkFinite('Masking', 'maskValue', options.maskValue ?? 0);
  }

  /** bool [batch, steps, ...]: whether a feature differs from the value. */
  private counts(input: Tensor, keepDims: boolean): Tensor {
    return any(notEqual(input, constant(this.maskValue)), -1, { keepDims });
  }

  override call(input: Tensor): Tensor {
    return where(this.counts(input, true), input, constant(0, input.dtype));
  }

  protected override computeMask(input: Tensor): Tensor {
    return this.counts(input, false);
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return inputShape;
  }

  protected override checkInput(inputShape: SymbolicShape): void {
    if (inputShape.length >= 3) return;
    throw new ShapeError(
      `${this.path}: input does not fit; expected [batch, steps, ..., features], got ${formatShape(inputShape)}; ` +
        'add an axis of one feature with expandDims(-1)',
    );
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), maskValue: this.maskValue };
  }
}
