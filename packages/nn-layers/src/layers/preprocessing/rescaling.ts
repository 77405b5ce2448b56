// A layer that brings raw values, such as bytes of images, into the range that networks like.
import { add, cast, checkFinite, constant, mul, type Tensor } from '@tensorloom/tensor-core';
import { Layer, type LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import type { SymbolicShape } from '../../symbolic-shape.js';

/** Options of Rescaling. */
export interface RescalingOptions extends LayerOptions {
  /** Added after scaling (default 0). */
  readonly offset?: number;
}

/**
 * scale · x + offset, in training and inference alike. No weights.
 *
 * Input of any shape and dtype; output of the same shape, float32.
 *
 * @example new Rescaling(1 / 255)       // bytes to [0, 1]
 */
export class Rescaling extends Layer {
  static override readonly className = 'Rescaling';
  readonly scale: number;
  readonly offset: number;

  constructor(scale: number, options: RescalingOptions = {}) {
    super(options);
    checkLayerOptions('Rescaling', options, ['offset']);
    this.scale = checkFinite('Rescaling', 'scale', scale);
    this.offset = checkFinite('Rescaling', 'offset', options.offset ?? 0);
  }

  override call(input: Tensor): Tensor {
    const scaled = mul(cast(input, 'float32'), constant(this.scale));
    return this.offset === 0 ? scaled : add(scaled, constant(this.offset));
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return inputShape;
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), scale: this.scale, offset: this.offset };
  }

  static override fromConfig({ scale, ...options }: LayerConfig): Rescaling {
    return new Rescaling(scale as number, options);
  }
}
