// The gradient of a slice: each element goes back to where it was taken from, zeros fill the rest.
import { pad, reshape, sameShape, sizeOf, slice, type Shape, type Tensor } from '@tensorloom/tensor-core';

/** What a slice took along each axis. */
export interface SliceAttributes {
  readonly starts: readonly number[];
  readonly steps: readonly number[];
}

/** Puts `step - 1` zeros behind each element along an axis; at most `limit` elements remain. */
function spaced(gradOutput: Tensor, axis: number, step: number, limit: number): Tensor {
  const { shape } = gradOutput;
  const [before, size, after] = [sizeOf(shape.slice(0, axis)), shape[axis] as number, sizeOf(shape.slice(axis + 1))];
  const apart = pad(reshape(gradOutput, [before, size, 1, after]), [
    [0, 0],
    [0, 0],
    [0, step - 1],
    [0, 0],
  ]);
  const joined = slice(reshape(apart, [before, size * step, after]), null, [0, limit]);
  return reshape(joined, shape.with(axis, joined.shape[1] as number));
}

/**
 * Zeros of `inputShape` with `gradOutput` at the places that the slice read.
 *
 * @param gradOutput shape of the slice's result
 */
export function unsliced(gradOutput: Tensor, inputShape: Shape, { starts, steps }: SliceAttributes): Tensor {
  let placed = gradOutput;
  for (const [axis, step] of steps.entries()) {
    const limit = (inputShape[axis] as number) - (starts[axis] as number);
    if (step > 1) placed = spaced(placed, axis, step, limit);
  }
  if (sameShape(placed.shape, inputShape)) return placed;
  return pad(
    placed,
    inputShape.map((extent, axis) => {
      const start = starts[axis] as number;
      return [start, extent - start - (placed.shape[axis] as number)] as const;
    }),
  );
}
