// Updates added at indices.
import { ShapeError } from '../errors.js';
import { record, resolve } from '../record.js';
import { checkShape, formatShape, normalizeAxis, sameShape, type Shape } from '../shape.js';
import type { Tensor, TensorLike } from '../tensor.js';
import { add } from './elementwise.js';
import { indexOperand } from './indexing.js';
import { broadcastTensor, castTo, expectTensor, promoteOperands } from './operands.js';

/** Updates in the shape that gather gives at the indices; a number or fewer axes are repeated. @throws ShapeError */
function fittedUpdates(op: string, updates: Tensor, shape: Shape, indices: Tensor, axis: number): Tensor {
  const wanted = [...shape.slice(0, axis), ...indices.shape, ...shape.slice(axis + 1)];
  const lead = wanted.length - updates.rank;
  const fits = lead >= 0 && updates.shape.every((extent, at) => extent === 1 || extent === wanted[at + lead]);
  if (!fits) {
    throw new ShapeError(
      `${op}: updates do not fit; expected ${formatShape(wanted)}, as gather gives at these indices, or what broadcasts to it, ` +
        `got ${formatShape(updates.shape)}; reshape them`,
    );
  }
  return broadcastTensor(updates, wanted);
}

/**
 * `input` with `updates` added at the indices along `axis`; an index that comes twice is added twice, in the order of the indices,
 * on every device. Indices outside of the range are clamped to it, as in `gather`. dtypes promote, bool counts as int32.
 * Gradient: of the input, itself; of the updates, gathered at the indices.
 *
 * @param input [...before, size, ...after]
 * @param indices any shape, integers in [0, size)
 * @param updates [...before, ...indices.shape, ...after], or what broadcasts to it
 * @returns the shape of the input
 * @throws ShapeError if the updates do not fit, DTypeError for indices that are no integers
 */
export function scatterAdd(input: Tensor, indices: Tensor, updates: TensorLike, axis = 0): Tensor {
  const op = 'scatterAdd';
  const places = indexOperand(op, indices);
  const [value, change] = promoteOperands(op, expectTensor(op, input), updates);
  const at = normalizeAxis(op, axis, value.rank);
  const dtype = value.dtype === 'bool' ? 'int32' : value.dtype;
  const fitted = fittedUpdates(op, castTo(change, dtype), value.shape, places, at);
  if (fitted.size === 0) return castTo(value, dtype);
  return add(value, record('scatterAdd', [places, fitted], { axis: at, size: value.shape[at] as number }));
}

/**
 * The sum of the rows of each segment: out[s] = Σ data[i] over all i with segmentIds[i] = s, in the order of i; 0 for a segment without rows.
 * Ids outside of the range are clamped to it, as in `gather`. bool counts as int32. Gradient: gathered at the ids.
 *
 * @param data [rows, ...rest]
 * @param segmentIds [rows], integers in [0, count), in any order
 * @param count number of segments
 * @returns [count, ...rest]
 * @throws ShapeError unless there is one id for each row
 */
export function segmentSum(data: Tensor, segmentIds: Tensor, count: number): Tensor {
  const op = 'segmentSum';
  const value = resolve(op, expectTensor(op, data));
  const ids = indexOperand(op, segmentIds);
  checkShape(op, [count]);
  if (value.rank === 0 || !sameShape(ids.shape, value.shape.slice(0, 1))) {
    throw new ShapeError(
      `${op}: ids do not fit; expected one for each row of ${formatShape(value.shape)}, got ${formatShape(ids.shape)}; check both`,
    );
  }
  const rows = value.dtype === 'bool' ? castTo(value, 'int32') : value;
  return record('scatterAdd', [ids, rows], { axis: 0, size: count });
}
