// Ops whose result has a shape that only the values tell: they read a mask on the host, and so are promises.
import { ShapeError } from '../errors.js';
import { resolve } from '../record.js';
import { formatShape, sameShape, stridesOf } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { tensor } from './creation.js';
import { gather } from './indexing.js';
import { reshape } from './movement.js';
import { expectTensor } from './operands.js';
import { slice } from './slice.js';

/** Row-major positions of what is not 0; NaN is not 0. */
async function positions(value: Tensor): Promise<Int32Array> {
  const found: number[] = [];
  (await value.data()).forEach((element, index) => {
    if (element !== 0) found.push(index);
  });
  return Int32Array.from(found);
}

/**
 * Coordinates of all elements that are not 0 (or not false), in row-major order; NaN is not 0. Reads the tensor: the number of rows
 * is known on the host alone, so this cannot be part of a compiled function. No gradient.
 *
 * @returns int32 [count, rank]
 */
export async function nonzero(input: Tensor): Promise<Tensor> {
  const value = resolve('nonzero', expectTensor('nonzero', input));
  const found = await positions(value);
  const strides = stridesOf(value.shape);
  const coords = new Int32Array(found.length * value.rank);
  found.forEach((position, row) => {
    strides.forEach((stride, axis) => {
      coords[row * value.rank + axis] = Math.floor(position / stride) % (value.shape[axis] as number);
    });
  });
  return tensor(coords, { shape: [found.length, value.rank] });
}

/**
 * The elements (or slices) of `input` where `mask` holds, in row-major order. Reads the mask, as `nonzero` does; the values stay
 * on the device, and gradients go back to where they were taken from.
 *
 * @param input [...mask.shape, ...rest]
 * @param mask bool, or numbers of which 0 is false
 * @returns [count, ...rest]
 * @throws ShapeError unless the mask has the leading axes of the input
 */
export async function booleanMask(input: Tensor, mask: Tensor): Promise<Tensor> {
  const value = resolve('booleanMask', expectTensor('booleanMask', input));
  const test = resolve('booleanMask', expectTensor('booleanMask', mask));
  if (!sameShape(value.shape.slice(0, test.rank), test.shape)) {
    throw new ShapeError(
      `booleanMask: mask does not fit; expected the leading axes of ${formatShape(value.shape)}, got ${formatShape(test.shape)}; check both`,
    );
  }
  const rows = reshape(value, [test.size, ...value.shape.slice(test.rank)]);
  const found = await positions(test);
  return found.length === 0 ? slice(rows, [0, 0]) : gather(rows, tensor(found));
}
