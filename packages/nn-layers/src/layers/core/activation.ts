// An activation function as a layer of its own.
import type { Tensor } from '@tensorloom/tensor-core';
import { Layer, type LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import {
  activationName,
  anyActivationOf,
  narrows,
  type Activation as ActivationFunction,
  type ActivationName,
  type ActivationOption,
} from '../../options/activation-option.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import type { SymbolicShape } from '../../symbolic-shape.js';

/**
 * activation(x). No weights. Input of any shape; output of the same shape, but for 'glu' and 'maxout', which make an axis shorter.
 *
 * @example new Activation('relu')
 */
export class Activation extends Layer {
  static override readonly className = 'Activation';
  override readonly supportsMasking = true;
  readonly activation: ActivationFunction;

  /** @param activation name, or a function of a tensor that keeps its shape */
  constructor(activation: ActivationOption, options: LayerOptions = {}) {
    super(options);
    checkLayerOptions('Activation', options);
    this.activation = anyActivationOf('Activation', activation);
  }

  override call(input: Tensor): Tensor {
    return this.activation(input);
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return narrows(this.activation) ? super.computeOutputShape(inputShape) : inputShape;
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), activation: activationName(this.path, this.activation) };
  }

  static override fromConfig({ activation, ...options }: LayerConfig): Activation {
    return new Activation(activation as ActivationName, options);
  }
}
