// The operator batch: lays elements below each other in one array for each tensor.
import type { HostTensor } from '@tensorloom/tensor-core';
import type { Cursor } from './cursor.js';
import { leavesOf, withLeaves } from './host-structure.js';
import { listBlock } from './list-block.js';
import { joinRows, rangeOfRows, type Block, type Rows } from './rows.js';

/**
 * Joins `size` elements to one, whose tensors have the shape [size, ...shape of the element].
 *
 * @param dropRemainder true: a last batch with fewer elements is left out
 */
export function batchCursor<T>(upstream: Cursor<T>, size: number, dropRemainder: boolean): Cursor<T> {
  return {
    async pull() {
      const parts: Rows<T>[] = [];
      let count = 0;
      while (count < size) {
        const rows = await upstream.pull(size - count);
        if (rows === undefined) break;
        parts.push(rows);
        count += rows.index.length;
      }
      if (count === 0 || (dropRemainder && count < size)) return undefined;
      return rangeOfRows(listBlock([stackRows(joinRows(parts))]), 0, 1);
    },
    close: () => upstream.close(),
  };
}

/** The elements of `rows` as one element with a new first axis; neighbours from one block are copied in one call. */
function stackRows<T>({ blocks, index }: Rows<T>): T {
  const first = (blocks[0] as Block<T>).element(index[0] as number);
  const targets = leavesOf('batch', first).map(({ path, tensor }) => ({
    path,
    tensor: emptyStack(tensor, index.length),
  }));
  for (let start = 0, end = 0; start < index.length; start = end) {
    const block = blocks[start] as Block<T>;
    while (end < index.length && blocks[end] === block) end++;
    block.copyRows('batch', index.subarray(start, end), targets, start);
  }
  return withLeaves(
    first,
    targets.map(({ tensor }) => tensor),
  );
}

const arrays = {
  float32: Float32Array,
  float16: Float32Array,
  int32: Int32Array,
  uint32: Uint32Array,
  bool: Uint8Array,
  uint8: Uint8Array,
} as const;

function emptyStack({ data, shape, dtype }: HostTensor, count: number): HostTensor {
  const Data = data instanceof Float64Array ? Float64Array : arrays[dtype];
  const length = shape.reduce((product, extent) => product * extent, count);
  return { data: new Data(length), shape: [count, ...shape], dtype };
}
