// The operator shuffle: gives elements in random order through a buffer of row references; moves no data.
import type { HostRandom } from '@tensorloom/tensor-core';
import type { Cursor } from './cursor.js';
import type { Block, Rows } from './rows.js';

/**
 * Keeps up to `capacity` references; each element given is a random one of them, and the next one from upstream takes
 * its place. With room for all elements this is a uniformly random order (Fisher and Yates).
 *
 * The order depends on `random` and `capacity` alone, not on how many elements are asked for at a time.
 */
export function shuffleCursor<T>(upstream: Cursor<T>, capacity: number, random: HostRandom): Cursor<T> {
  const blocks: Block<T>[] = [];
  const index: number[] = [];
  let isExhausted = false;

  async function pullMore(limit: number): Promise<Rows<T> | undefined> {
    if (isExhausted) return undefined;
    const rows = await upstream.pull(limit);
    isExhausted = rows === undefined;
    return rows;
  }
  async function fill(): Promise<void> {
    while (!isExhausted && index.length < capacity) {
      const rows = await pullMore(capacity - index.length);
      rows?.index.forEach((row, i) => {
        blocks.push(rows.blocks[i] as Block<T>);
        index.push(row);
      });
    }
  }
  /** Draws one reference; the next one of `incoming`, else the last of the buffer, moves into its place. */
  function draw(into: Block<T>[], intoIndex: Uint32Array, at: number, incoming: Rows<T> | undefined): void {
    const slot = random.integer(index.length);
    into.push(blocks[slot] as Block<T>);
    intoIndex[at] = index[slot] as number;
    if (incoming === undefined) {
      blocks[slot] = blocks[blocks.length - 1] as Block<T>;
      index[slot] = index[index.length - 1] as number;
      blocks.pop();
      index.pop();
    } else {
      blocks[slot] = incoming.blocks[at] as Block<T>;
      index[slot] = incoming.index[at] as number;
    }
  }
  return {
    async pull(limit) {
      await fill();
      if (index.length === 0) return undefined;
      const incoming = await pullMore(limit);
      const count = incoming?.index.length ?? Math.min(limit, index.length);
      const drawn: Block<T>[] = [];
      const drawnIndex = new Uint32Array(count);
      for (let i = 0; i < count; i++) draw(drawn, drawnIndex, i, incoming);
      return { blocks: drawn, index: drawnIndex };
    },
    async close() {
      blocks.length = index.length = 0;
      isExhausted = true;
      await upstream.close();
    },
  };
}
