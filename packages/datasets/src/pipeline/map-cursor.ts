// The operator map: one element in, one element out.
import type { Cursor } from './cursor.js';
import { listBlock } from './list-block.js';
import { rangeOfRows, type Block } from './rows.js';

/** Gives `fn` of each element, one after the other; an error of `fn` reaches the consumer as it is. */
export function mapCursor<T, U>(upstream: Cursor<T>, fn: (element: T) => U | Promise<U>): Cursor<U> {
  return {
    async pull(limit) {
      const rows = await upstream.pull(limit);
      if (rows === undefined) return undefined;
      const results: U[] = [];
      for (let i = 0; i < rows.index.length; i++) {
        results.push(await fn((rows.blocks[i] as Block<T>).element(rows.index[i] as number)));
      }
      return rangeOfRows(listBlock(results), 0, results.length);
    },
    close: () => upstream.close(),
  };
}
