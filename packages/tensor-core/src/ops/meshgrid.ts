// Grids of coordinates.
import { ConfigError, ShapeError } from '../errors.js';
import { resolve } from '../record.js';
import { formatShape } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { reshape } from './movement.js';
import { broadcastTensor, expectTensor } from './operands.js';

export interface MeshgridOptions {
  /** `'xy'` (default, as in NumPy): the first vector runs along axis 1 and the second along axis 0; `'ij'`: vector i along axis i. */
  readonly indexing?: 'xy' | 'ij';
}

/**
 * Coordinates of a grid: each vector repeated along the axes of the others.
 *
 * @param vectors any number of [length]
 * @returns as many tensors, all of the shape of the grid
 */
export function meshgrid(vectors: readonly Tensor[], { indexing = 'xy' }: MeshgridOptions = {}): Tensor[] {
  if ((indexing as string) !== 'xy' && (indexing as string) !== 'ij') {
    throw new ConfigError(
      `meshgrid: unknown indexing; expected 'xy' or 'ij', got ${JSON.stringify(indexing)}; use one of those`,
    );
  }
  const values = vectors.map((vector) => resolve('meshgrid', expectTensor('meshgrid', vector)));
  const odd = values.find(({ rank }) => rank !== 1);
  if (odd) {
    throw new ShapeError(`meshgrid: not a vector; expected [length], got ${formatShape(odd.shape)}; flatten() it`);
  }
  const swaps = indexing === 'xy' && values.length > 1;
  const axisOf = (index: number): number => (swaps && index < 2 ? 1 - index : index);
  const shape = values.map((_, axis) => (values[axisOf(axis)] as Tensor).size);
  return values.map((value, index) =>
    broadcastTensor(
      reshape(
        value,
        shape.map((extent, axis) => (axis === axisOf(index) ? extent : 1)),
      ),
      shape,
    ),
  );
}
