// A block whose elements are values of their own, as map() and batch() make them. Knows no operator.
import { checkLayout } from './check-layout.js';
import { leavesOf, type Leaf } from './host-structure.js';
import { rowLength, type Block } from './rows.js';

/** `elements` as a block; they may be anything until somebody batches them. */
export function listBlock<T>(elements: readonly T[]): Block<T> {
  return {
    element(row) {
      return elements[row] as T;
    },
    copyRows(op, rows, targets, offset) {
      rows.forEach((row, i) => {
        const leaves = leavesOf(op, elements[row]);
        checkLayout(op, leaves, targets, 0);
        leaves.forEach(({ tensor }, leaf) => {
          const target = (targets[leaf] as Leaf).tensor;
          target.data.set(tensor.data, (offset + i) * rowLength(target));
        });
      });
    },
  };
}
