// A layer that merges its inputs: (a + b + ...) / n.
import { constant, type Tensor } from '@tensorloom/tensor-core';
import type { LayerOptions } from '../../layer.js';
import { MergeLayer } from './merge-layer.js';

/**
 * (a + b + ...) / n, element by element, of n inputs. Inputs of shapes that broadcast, at least two; no weights.
 *
 * @example new Average().apply([left, right])
 */
export class Average extends MergeLayer {
  static override readonly className = 'Average';

  constructor(options: LayerOptions = {}) {
    super('Average', options);
  }

  override call(inputs: readonly Tensor[]): Tensor {
    return inputs.reduce((sum, each) => sum.add(each)).mul(constant(1 / inputs.length));
  }
}
