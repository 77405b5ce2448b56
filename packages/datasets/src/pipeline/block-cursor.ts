// The source of a pipeline: walks through one block, loaded when the first element is asked for.
import type { Cursor } from './cursor.js';
import { rangeOfRows, type Block } from './rows.js';

/**
 * Walks through the first `size` rows of the block that `load` gives.
 */
export function blockCursor<T>(size: number, load: () => Block<T> | Promise<Block<T>>): Cursor<T> {
  let position = 0;
  return {
    async pull(limit) {
      if (position >= size) return undefined;
      const block = await load();
      const count = Math.min(limit, size - position);
      position += count;
      return rangeOfRows(block, position - count, count);
    },
    async close() {
      position = size;
    },
  };
}
