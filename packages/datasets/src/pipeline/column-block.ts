// A block whose elements are the rows of a few large arrays. Knows no operator.
import type { HostTensor, TypedArray } from '@tensorloom/tensor-core';
import { checkLayout } from './check-layout.js';
import { leavesOf, withLeaves, type Leaf } from './host-structure.js';
import { rowLength, type Block } from './rows.js';

// Below this many values a plain loop beats the call that copies a slice.
const SHORT_ROW = 16;

/**
 * The rows of `columns` as a block.
 *
 * @param columns host tensors [rows, ...] in a record or tuple, all with the same number of rows
 */
export function columnBlock<T>(columns: T): Block<T> {
  const leaves = leavesOf('columnBlock', columns);
  return {
    element(row) {
      return withLeaves(
        columns,
        leaves.map(({ tensor }) => rowOf(tensor, row)),
      );
    },
    copyRows(op, rows, targets, offset) {
      checkLayout(op, leaves, targets, 1);
      leaves.forEach(({ tensor }, i) => {
        const target = (targets[i] as Leaf).tensor;
        gather(tensor.data, rows, target.data, offset, rowLength(target));
      });
    },
  };
}

function rowOf(tensor: HostTensor, row: number): HostTensor {
  const length = rowLength(tensor);
  return {
    data: tensor.data.slice(row * length, (row + 1) * length),
    shape: tensor.shape.slice(1),
    dtype: tensor.dtype,
  };
}

function gather(source: TypedArray, rows: Uint32Array, target: TypedArray, offset: number, length: number): void {
  for (let i = 0; i < rows.length; i++) {
    const from = (rows[i] as number) * length;
    const to = (offset + i) * length;
    if (length < SHORT_ROW) for (let j = 0; j < length; j++) target[to + j] = source[from + j] as number;
    else target.set(source.subarray(from, from + length), to);
  }
}
