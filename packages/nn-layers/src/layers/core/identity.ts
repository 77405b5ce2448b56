// A layer that gives what it takes.
import type { Tensor } from '@tensorloom/tensor-core';
import { Layer, type LayerOptions } from '../../layer.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import type { SymbolicShape } from '../../symbolic-shape.js';

/** x itself: a place-holder in models that are put together by settings. No weights. Input of any shape. */
export class Identity extends Layer {
  static override readonly className = 'Identity';
  override readonly supportsMasking = true;

  constructor(options: LayerOptions = {}) {
    super(options);
    checkLayerOptions('Identity', options);
  }

  override call(input: Tensor): Tensor {
    return input;
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return inputShape;
  }
}
