// A layer that merges its inputs: a · b · ....
import type { Tensor } from '@tensorloom/tensor-core';
import type { LayerOptions } from '../../layer.js';
import { MergeLayer } from './merge-layer.js';

/**
 * a · b · ..., element by element. Inputs of shapes that broadcast, at least two; no weights.
 *
 * @example new Multiply().apply([left, right])
 */
export class Multiply extends MergeLayer {
  static override readonly className = 'Multiply';

  constructor(options: LayerOptions = {}) {
    super('Multiply', options);
  }

  override call(inputs: readonly Tensor[]): Tensor {
    return inputs.reduce((product, each) => product.mul(each));
  }
}
