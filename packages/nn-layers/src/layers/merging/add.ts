// A layer that merges its inputs: a + b + ....
import type { Tensor } from '@tensorloom/tensor-core';
import type { LayerOptions } from '../../layer.js';
import { MergeLayer } from './merge-layer.js';

/**
 * a + b + ..., element by element. Inputs of shapes that broadcast, at least two; no weights.
 *
 * @example new Add().apply([left, right])
 */
export class Add extends MergeLayer {
  static override readonly className = 'Add';

  constructor(options: LayerOptions = {}) {
    super('Add', options);
  }

  override call(inputs: readonly Tensor[]): Tensor {
    return inputs.reduce((sum, each) => sum.add(each));
  }
}
