// A layer that turns each example into one row.
import { formatShape, ShapeError, type Tensor } from '@tensorloom/tensor-core';
import { Layer, type LayerOptions } from '../../layer.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import { extentOf, type SymbolicShape } from '../../symbolic-shape.js';

/**
 * All axes but the batch as one. No weights; no copy where the next layer can read through it.
 *
 * Input [batch, ...]; output [batch, product of the others]: [batch, 1] for [batch].
 */
export class Flatten extends Layer {
  static override readonly className = 'Flatten';

  constructor(options: LayerOptions = {}) {
    super(options);
    checkLayerOptions('Flatten', options);
  }

  override call(input: Tensor): Tensor {
    const [batch, ...others] = input.shape;
    return input.reshape([batch as number, others.reduce((size, extent) => size * extent, 1)]);
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return [inputShape[0] ?? null, extentOf(inputShape.slice(1))];
  }

  protected override checkInput(inputShape: SymbolicShape): void {
    if (inputShape.length > 0) return;
    throw new ShapeError(
      `${this.path}: input does not fit; expected [batch, ...], got ${formatShape(inputShape)}; add a batch axis`,
    );
  }
}
