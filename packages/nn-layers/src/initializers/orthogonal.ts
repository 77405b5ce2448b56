// Matrices whose columns, or rows if those are fewer, are at right angles and of one length. Computed on the host, in doubles.
import {
  checkFinite,
  formatShape,
  hostRandom,
  random,
  ShapeError,
  tensor,
  type HostRandom,
  type Shape,
  type Tensor,
} from '@tensorloom/tensor-core';
import type { GainOption } from './identity.js';
import type { Initializer } from './initializer.js';
import { named } from './named.js';
import type { SeedOption } from './random.js';

/** Options of orthogonal. */
export interface OrthogonalOptions extends GainOption, SeedOption {}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] as number) * (b[index] as number);
  return sum;
}

/** a += factor · b. */
function addMultiple(a: Float64Array, factor: number, b: Float64Array): void {
  for (let index = 0; index < a.length; index++) a[index] = (a[index] as number) + factor * (b[index] as number);
}

/**
 * Vectors of length 1 at right angles: normal random ones by Gram and Schmidt's steps in their modified order. What is left of
 * each is divided by its own length, so that all such systems are equally likely.
 */
function orthonormal(count: number, length: number, draw: HostRandom): readonly Float64Array[] {
  const vectors = Array.from({ length: count }, () => Float64Array.from({ length }, () => draw.normal()));
  vectors.forEach((vector, position) => {
    const size = Math.sqrt(dot(vector, vector));
    vector.forEach((value, index) => (vector[index] = value / size));
    for (const later of vectors.slice(position + 1)) addMultiple(later, -dot(vector, later), vector);
  });
  return vectors;
}

function orthogonalMatrix(shape: Shape, gain: number, draw: HostRandom): Tensor {
  const columns = shape.at(-1) as number;
  const rows = shape.slice(0, -1).reduce((size, extent) => size * extent, 1);
  const tall = rows >= columns;
  const vectors = orthonormal(Math.min(rows, columns), Math.max(rows, columns), draw);
  const values = Float64Array.from({ length: rows * columns }, (_, index) => {
    const [row, column] = [Math.floor(index / columns), index % columns];
    return gain * ((tall ? vectors[column]?.[row] : vectors[row]?.[column]) as number);
  });
  return tensor(values, { shape, dtype: 'float32' });
}

/**
 * A random matrix W [rows, columns] with WᵀW = gain² I, or W Wᵀ where there are fewer rows; all axes of a weight but the last
 * count as rows. Saxe, McClelland and Ganguli 2014.
 *
 * @throws ShapeError for a weight of fewer than two axes
 */
export function orthogonal(options: OrthogonalOptions = {}): Initializer {
  const gain = checkFinite('initializers.orthogonal', 'gain', options.gain ?? 1);
  return named('orthogonal', options, ['gain', 'seed'], (shape) => {
    if (shape.length < 2) {
      throw new ShapeError(
        `initializers.orthogonal: no matrix; expected a weight of two axes or more, got ${formatShape(shape)}; use another initializer`,
      );
    }
    const { seed } = options;
    return orthogonalMatrix(shape, gain, seed === undefined ? random.hostStream() : hostRandom(seed));
  });
}
