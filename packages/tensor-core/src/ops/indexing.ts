// Indexing by tensors.
import { DTypeError, ShapeError } from '../errors.js';
import { record, resolve } from '../record.js';
import { normalizeAxis } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { broadcastTensor, castTo, expectTensor } from './operands.js';
import { equal } from './elementwise.js';
import { expandDims } from './movement.js';
import { isInteger } from '../dtype.js';

/** Indices as int32. @throws DTypeError unless they are whole numbers */
export function indexOperand(op: string, indices: Tensor): Tensor {
  const value = resolve(op, expectTensor(op, indices));
  if (!isInteger(value.dtype)) {
    throw new DTypeError(`${op}: bad indices; expected int32 or uint32, got ${value.dtype}; cast() them to int32`);
  }
  return castTo(value, 'int32');
}

/**
 * Slices of `data` along `axis`, one for each index. Indices outside of the range are clamped to it, on every device.
 * Gradient: added up at the indices.
 *
 * @param data [...before, size, ...after]
 * @param indices any shape, integers in [0, size)
 * @returns [...before, ...indices.shape, ...after]
 */
export function gather(data: Tensor, indices: Tensor, axis = 0): Tensor {
  const value = resolve('gather', expectTensor('gather', data));
  return record('gather', [value, indexOperand('gather', indices)], {
    axis: normalizeAxis('gather', axis, value.rank),
  });
}

/**
 * float32 rows with a 1 at each index; an index outside of [0, depth) gives a row of zeros.
 *
 * @param indices any shape, integers
 * @returns [...indices.shape, depth]
 */
export function oneHot(indices: Tensor, depth: number): Tensor {
  if (!Number.isInteger(depth) || depth < 1) {
    throw new ShapeError(`oneHot: bad depth; expected a whole number >= 1, got ${depth}; pass the number of classes`);
  }
  const value = indexOperand('oneHot', indices);
  const shape = [...value.shape, depth];
  const classes = record('iota', [], { shape, axis: value.rank, dtype: 'int32' });
  return castTo(equal(broadcastTensor(expandDims(value, value.rank), shape), classes), 'float32');
}
