// A layer that merges its inputs: max(a, b, ...).
import { maximum, type Tensor } from '@tensorloom/tensor-core';
import type { LayerOptions } from '../../layer.js';
import { MergeLayer } from './merge-layer.js';

/**
 * max(a, b, ...), element by element. Where inputs are equal their gradients share. Inputs of shapes that broadcast, at least two; no weights.
 *
 * @example new Maximum().apply([left, right])
 */
export class Maximum extends MergeLayer {
  static override readonly className = 'Maximum';

  constructor(options: LayerOptions = {}) {
    super('Maximum', options);
  }

  override call(inputs: readonly Tensor[]): Tensor {
    return inputs.reduce((most, each) => maximum(most, each));
  }
}
