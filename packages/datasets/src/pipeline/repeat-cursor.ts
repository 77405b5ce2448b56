// The operator repeat: one walk after the other, each begun afresh.
import type { Cursor, OpenCursor } from './cursor.js';

/** Walks `count` times (Infinity: without end) through what `open` opens; an empty walk ends it. */
export function repeatCursor<T>(open: OpenCursor<T>, count: number): Cursor<T> {
  let walks = 0;
  let current: Cursor<T> | undefined;
  let isEmpty = true;
  return {
    async pull(limit) {
      for (;;) {
        if (current === undefined) {
          if (walks === count) return undefined;
          walks++;
          isEmpty = true;
          current = open();
        }
        const rows = await current.pull(limit);
        if (rows !== undefined) {
          isEmpty = false;
          return rows;
        }
        await current.close();
        current = undefined;
        if (isEmpty) walks = count;
      }
    },
    async close() {
      walks = count;
      await current?.close();
      current = undefined;
    },
  };
}
