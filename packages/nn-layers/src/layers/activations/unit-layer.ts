// What layers share that apply a function to each element.
import { Layer } from '../../layer.js';
import type { SymbolicShape } from '../../symbolic-shape.js';

/** A layer that keeps the shape and the mask of its input. */
export abstract class UnitLayer extends Layer {
  override readonly supportsMasking = true;

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return inputShape;
  }
}
