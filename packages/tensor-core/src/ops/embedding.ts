// Rows of a table by index: the vectors of words.
import { ShapeError } from '../errors.js';
import { recordComposite } from '../record.js';
import { formatShape } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { gather, indexOperand } from './indexing.js';
import { expectTensor, floatOperand } from './operands.js';

/**
 * The table's row for each index. Indices are not read on the host: one outside of [0, rows) takes the nearest row, the first
 * or the last, on every device. Check words that may be unknown before, or keep a row for them.
 * Gradient: added up for each row, in the order of the indices; rows that nobody asked for get 0.
 *
 * @param table [rows, size], float32
 * @param indices any shape, integers in [0, rows)
 * @returns [...indices.shape, size]
 * @throws ShapeError unless the table has rows and two axes, DTypeError for indices that are no integers
 */
export function embeddingLookup(table: Tensor, indices: Tensor): Tensor {
  const op = 'embeddingLookup';
  const rows = floatOperand(op, expectTensor(op, table));
  if (rows.rank !== 2 || rows.shape[0] === 0) {
    throw new ShapeError(
      `${op}: bad table; expected [rows, size] with at least one row, got ${formatShape(rows.shape)}; reshape it`,
    );
  }
  const words = indexOperand(op, indices);
  return recordComposite(op, [rows, words], {}, gather(rows, words));
}
