// A layer that merges its inputs: a - b.
import { ShapeError, type Tensor } from '@tensorloom/tensor-core';
import type { LayerOptions } from '../../layer.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import { MergeLayer } from './merge-layer.js';

/**
 * a - b, element by element. Two inputs of shapes that broadcast; no weights.
 *
 * @example new Subtract().apply([left, right])
 */
export class Subtract extends MergeLayer {
  static override readonly className = 'Subtract';

  constructor(options: LayerOptions = {}) {
    super('Subtract', options);
  }

  override call([left, right]: readonly Tensor[]): Tensor {
    return (left as Tensor).sub(right as Tensor);
  }

  protected override checkInput(inputShape: readonly SymbolicShape[]): void {
    super.checkInput(inputShape);
    if (inputShape.length === 2) return;
    throw new ShapeError(
      `${this.path}: too many inputs; expected an array of two tensors, got [${inputShape.length}]; subtract one after the other`,
    );
  }
}
