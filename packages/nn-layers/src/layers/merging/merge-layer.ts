// What layers that make one tensor of several share: the number of inputs, broadcasting, masks. Knows no operation.
import { formatShape, logicalAnd, ShapeError, type Tensor } from '@tensorloom/tensor-core';
import { Layer, type LayerOptions } from '../../layer.js';
import { maskOf } from '../../masks.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import type { SymbolicShape } from '../../symbolic-shape.js';

/** One extent of two that broadcast; undefined where they do not. */
function broadcastExtent(a: number | null, b: number | null): number | null | undefined {
  if (a === b || b === 1) return a;
  if (a === 1) return b;
  return a === null || b === null ? (a ?? b) : undefined;
}

/** The shape of two that broadcast, axes counted from the last; undefined where they do not. */
function broadcastTwo(a: SymbolicShape, b: SymbolicShape): SymbolicShape | undefined {
  const rank = Math.max(a.length, b.length);
  const padded = (shape: SymbolicShape): SymbolicShape => [...new Array<number>(rank - shape.length).fill(1), ...shape];
  const [left, right] = [padded(a), padded(b)];
  const extents = left.map((extent, axis) => broadcastExtent(extent, right[axis] ?? null));
  return extents.includes(undefined) ? undefined : (extents as SymbolicShape);
}

/** The mask under which a step counts in all inputs that have a mask. */
export function jointMask(inputs: readonly Tensor[]): Tensor | undefined {
  const masks = inputs.flatMap((input) => maskOf(input) ?? []);
  return masks.length === 0 ? undefined : masks.reduce((all, mask) => logicalAnd(all, mask));
}

/** Makes one tensor of several whose shapes broadcast. No weights. A step counts where it counts in all inputs. */
export abstract class MergeLayer extends Layer<readonly Tensor[], Tensor> {
  override readonly supportsMasking = true;

  constructor(className: string, options: LayerOptions, own: readonly string[] = []) {
    super(options);
    checkLayerOptions(className, options, own);
  }

  override computeOutputShape(inputShape: readonly SymbolicShape[]): SymbolicShape {
    return inputShape.reduce(
      (all, shape) => broadcastTwo(all, shape) ?? this.refuse(inputShape, 'shapes that broadcast'),
    );
  }

  protected override computeMask(inputs: readonly Tensor[]): Tensor | undefined {
    return jointMask(inputs);
  }

  protected override checkInput(inputShape: readonly SymbolicShape[]): void {
    const isList = Array.isArray(inputShape) && inputShape.every((shape) => Array.isArray(shape));
    if (!isList || inputShape.length < 2) {
      throw new ShapeError(
        `${this.path}: too few inputs; expected an array of at least two tensors, ` +
          `got ${isList ? `${inputShape.length}` : `one of shape ${formatShape(inputShape as unknown as SymbolicShape)}`}; write apply([a, b])`,
      );
    }
    this.computeOutputShape(inputShape);
  }

  /** @throws ShapeError that names all inputs */
  protected refuse(inputShape: readonly SymbolicShape[], expected: string): never {
    throw new ShapeError(
      `${this.path}: inputs do not fit together; expected ${expected}, got ${inputShape.map(formatShape).join(' and ')}; ` +
        'check the layers before',
    );
  }
}
