// What recurrent layers take: a sequence, or a list of it and the states before its first step. Knows no layer.
import { formatShape, sameShape, ShapeError, Tensor } from '@tensorloom/tensor-core';
import { fitsShape, isSymbolicShape, type SymbolicShape } from '../../symbolic-shape.js';
import type { SymbolicTensor } from '../../symbolic-tensor.js';
import type { ShapesWithStates, WithStates } from './recurrent-cell.js';

/** A sequence [batch, steps, features], or [sequence, ...states]. */
export type SequenceInput = Tensor | WithStates;

/** The same while a model is drawn up. */
export type SymbolicSequenceInput = SymbolicTensor | readonly [SymbolicTensor, ...SymbolicTensor[]];

/** Shapes of such. */
export type SequenceShapes = SymbolicShape | ShapesWithStates;

/** The input as a list. */
export function sequenceWithStates(input: SequenceInput): WithStates {
  return input instanceof Tensor ? [input] : input;
}

/** The shapes as a list. */
export function shapesWithStates(shapes: SequenceShapes): ShapesWithStates {
  return isSymbolicShape(shapes) ? [shapes] : shapes;
}

/**
 * @param built the shapes that the layer was built for, if it was
 * @throws ShapeError unless a sequence with the features of before, and no state or all of them
 */
export function checkSequence(
  path: string,
  shapes: SequenceShapes,
  stateSizes: readonly number[],
  built: SequenceShapes | undefined,
): void {
  const [sequence, ...states] = shapesWithStates(shapes);
  const features = built ? shapesWithStates(built)[0].slice(2) : sequence.slice(2);
  if (sequence.length < 3 || !fitsShape(sequence, [null, null, ...features])) {
    const expected = built ? `[batch, steps, ${features.join(', ')}]` : '[batch, steps, features]';
    const remedy =
      sequence.length < 3 ? 'add an axis with expandDims, for one feature expandDims(-1)' : 'check the layer before';
    throw new ShapeError(`${path}: input does not fit; expected ${expected}, got ${formatShape(sequence)}; ${remedy}`);
  }
  const expected = stateSizes.map((size) => [sequence[0] ?? null, size]);
  const fits = states.length === expected.length && states.every((state, index) => fitsShape(state, expected[index]!));
  if (states.length === 0 || fits) return;
  throw new ShapeError(
    `${path}: states do not fit; expected [sequence, ...states] with states ${expected.map(formatShape).join(', ')}, ` +
      `got ${states.map(formatShape).join(', ')}; pass all states or none`,
  );
}

/** @throws ShapeError unless the mask has one element for each step */
export function checkMask(path: string, mask: Tensor | undefined, { shape: [batch = 0, steps = 0] }: Tensor): void {
  if (!mask || sameShape(mask.shape, [batch, steps])) return;
  throw new ShapeError(
    `${path}: mask does not fit; expected [batch, steps] = ${formatShape([batch, steps])}, got ${formatShape(mask.shape)}; ` +
      'give one truth for each step',
  );
}
