// Batching rules of cast, where and the ops that move elements: the mapped axis stays in front and is taken whole.
import { broadcastTo, record, reshape } from '@tensorloom/tensor-core';
import type { BatchingRules } from './batching-rule.js';
import { spread } from './operand.js';

type Movement = 'reshape' | 'transpose' | 'broadcast' | 'slice' | 'flip' | 'pad' | 'concat';

export const movementBatching: Pick<BatchingRules, Movement | 'cast' | 'where' | 'barrier'> = {
  cast: ({ operands: [a], attributes, rows }) => record('cast', [spread(a, rows)], attributes),
  where: ({ operands, attributes, rows }) =>
    record(
      'where',
      operands.map((operand) => spread(operand, rows)),
      attributes,
    ),
  reshape: ({ operands: [a], attributes: { shape }, rows }) => reshape(spread(a, rows), [rows, ...shape]),
  transpose: ({ operands: [a], attributes: { permutation }, rows }) =>
    record('transpose', [spread(a, rows)], { permutation: [0, ...permutation.map((axis) => axis + 1)] }),
  // New axes of a broadcast come in front of the operand's, hence behind the mapped one.
  broadcast: ({ operands: [a], attributes: { shape }, rows }) => {
    const tensor = spread(a, rows);
    const added = shape.length + 1 - tensor.rank;
    const aligned = [rows, ...Array.from({ length: added }, () => 1), ...tensor.shape.slice(1)];
    return broadcastTo(reshape(tensor, aligned), [rows, ...shape]);
  },
  slice: ({ operands: [a], attributes: { starts, sizes, steps }, rows }) =>
    record('slice', [spread(a, rows)], { starts: [0, ...starts], sizes: [rows, ...sizes], steps: [1, ...steps] }),
  flip: ({ operands: [a], attributes: { axes }, rows }) =>
    record('flip', [spread(a, rows)], { axes: axes.map((axis) => axis + 1) }),
  pad: ({ operands: [a], attributes: { low, high, value }, rows }) =>
    record('pad', [spread(a, rows)], { low: [0, ...low], high: [0, ...high], value }),
  concat: ({ operands, attributes: { axis }, rows }) =>
    record(
      'concat',
      operands.map((operand) => spread(operand, rows)),
      { axis: axis + 1 },
    ),
  barrier: ({ operands: [value, earlier], attributes, rows }) =>
    record('barrier', [spread(value, rows), earlier.tensor], attributes),
};
