// Batching rules of indexing by tensors. Where the indices differ from row to row, rows and the indexed axis become one.
import {
  add,
  broadcastTo,
  constant,
  maximum,
  minimum,
  record,
  type PrimitiveAttributes,
  type Tensor,
} from '@tensorloom/tensor-core';
import type { BatchingRules, Operand, RowsRule } from './batching-rule.js';
import { foldRows, moveAxis, spread, unfoldRows } from './operand.js';

/** Indices [rows, ...] into an axis of `size`, clamped to it, as indices into all rows one after another. */
function throughRows(indices: Tensor, size: number): Tensor {
  const { shape } = indices;
  const filled = (value: number): Tensor => broadcastTo(constant(value, 'int32'), shape);
  const inside = minimum(maximum(indices, filled(0)), filled(size - 1));
  const row = record('iota', [], { shape, axis: 0, dtype: 'int32' });
  return add(inside, row.mul(filled(size)));
}

type ScatterOp = 'scatterAdd' | 'scatterMax';

function scatter(op: ScatterOp): RowsRule<readonly [Operand, Operand], PrimitiveAttributes[ScatterOp]> {
  return ({ operands: [indices, updates], attributes: { axis, size }, rows }) => {
    const given = spread(updates, rows);
    if (!indices.isMapped) return record(op, [indices.tensor, given], { axis: axis + 1, size });
    const at = throughRows(indices.tensor, size);
    const met = record(op, [at, moveAxis(given, 0, axis)], { axis, size: rows * size });
    return unfoldRows(met, axis, rows);
  };
}

export const indexingBatching: Pick<BatchingRules, 'gather' | ScatterOp> = {
  gather: ({ operands: [data, indices], attributes: { axis } }) => {
    if (!indices.isMapped) return record('gather', [data.tensor, indices.tensor], { axis: axis + 1 });
    if (!data.isMapped) return moveAxis(record('gather', [data.tensor, indices.tensor], { axis }), axis, 0);
    const folded = foldRows(data.tensor, axis);
    const size = data.tensor.shape[axis + 1] as number;
    return moveAxis(record('gather', [folded, throughRows(indices.tensor, size)], { axis }), axis, 0);
  },
  scatterAdd: scatter('scatterAdd'),
  scatterMax: scatter('scatterMax'),
};
