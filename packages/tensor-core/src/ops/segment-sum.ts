// Sums of rows by the segment that each belongs to.
import { ShapeError } from '../errors.js';
import { record, resolve } from '../record.js';
import { checkShape, formatShape, sameShape } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { indexOperand } from './indexing.js';
import { castTo, expectTensor } from './operands.js';

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
  return record('scatterAdd', [ids, value.dtype === 'bool' ? castTo(value, 'int32') : value], { axis: 0, size: count });
}
