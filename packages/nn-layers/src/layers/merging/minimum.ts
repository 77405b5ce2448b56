// A layer that merges its inputs: min(a, b, ...).
import { minimum, type Tensor } from '@tensorloom/tensor-core';
import type { LayerOptions } from '../../layer.js';
import { MergeLayer } from './merge-layer.js';

/**
 * min(a, b, ...), element by element. Where inputs are equal their gradients share. Inputs of shapes that broadcast, at least two; no weights.
 *
 * @example new Minimum().apply([left, right])
 */
export class Minimum extends MergeLayer {
  static override readonly className = 'Minimum';

  constructor(options: LayerOptions = {}) {
    super('Minimum', options);
  }

  override call(inputs: readonly Tensor[]): Tensor {
    return inputs.reduce((least, each) => minimum(least, each));
  }
}
