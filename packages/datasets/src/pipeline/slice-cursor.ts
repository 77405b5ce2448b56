// The operators take and skip: a part of the elements, by position.
import type { Cursor } from './cursor.js';

/** The first `count` elements; asks for no more than those. */
export function takeCursor<T>(upstream: Cursor<T>, count: number): Cursor<T> {
  let remaining = count;
  return {
    async pull(limit) {
      if (remaining === 0) return undefined;
      const rows = await upstream.pull(Math.min(limit, remaining));
      remaining = rows === undefined ? 0 : remaining - rows.index.length;
      return rows;
    },
    close: () => upstream.close(),
  };
}

/** All elements but the first `count`. */
export function skipCursor<T>(upstream: Cursor<T>, count: number): Cursor<T> {
  let remaining = count;
  return {
    async pull(limit) {
      while (remaining > 0) {
        const skipped = await upstream.pull(remaining);
        if (skipped === undefined) return undefined;
        remaining -= skipped.index.length;
      }
      return upstream.pull(limit);
    },
    close: () => upstream.close(),
  };
}
