// Buffers for intermediates, kept by size between the runs of all plans of a device. Knows no program.
import type { TypedArray } from '@tensorloom/tensor-core';
import { bytesOf, makeArray, type ArrayKind } from './arrays.js';

/** A buffer that a run needs. */
export interface BufferSize {
  readonly kind: ArrayKind;
  readonly length: number;
}

interface Shelf {
  readonly free: TypedArray[];
  readonly bytes: number;
  /** Number of the run that last used this size. */
  usedIn: number;
}

/** Idle bytes above which sizes that the last run did not use are given up. */
const IDLE_LIMIT = 256 * 2 ** 20;

/** Lends buffers of exact sizes for the time of one run. Their content is whatever the last borrower left. */
export class BufferPool {
  private readonly shelves = new Map<string, Shelf>();
  private idleBytes = 0;
  private runs = 0;

  constructor(private readonly idleLimit: number = IDLE_LIMIT) {}

  /** What waits to be borrowed. */
  get idle(): { readonly arrays: number; readonly bytes: number } {
    const arrays = [...this.shelves.values()].reduce((sum, { free }) => sum + free.length, 0);
    return { arrays, bytes: this.idleBytes };
  }

  /** Borrows a buffer for each size. */
  take(sizes: readonly BufferSize[]): TypedArray[] {
    this.runs++;
    return sizes.map((size) => {
      const shelf = this.shelf(size);
      shelf.usedIn = this.runs;
      const known = shelf.free.pop();
      if (!known) return makeArray(size.kind, size.length);
      this.idleBytes -= shelf.bytes;
      return known;
    });
  }

  /** Takes buffers back, in the order of `take`. */
  give(sizes: readonly BufferSize[], buffers: readonly TypedArray[]): void {
    sizes.forEach((size, index) => {
      const shelf = this.shelf(size);
      shelf.free.push(buffers[index] as TypedArray);
      this.idleBytes += shelf.bytes;
    });
    if (this.idleBytes > this.idleLimit) this.giveUpUnused();
  }

  /** Lets go of everything idle. */
  clear(): void {
    this.shelves.clear();
    this.idleBytes = 0;
  }

  private shelf({ kind, length }: BufferSize): Shelf {
    const key = `${kind}:${length}`;
    let shelf = this.shelves.get(key);
    if (!shelf) this.shelves.set(key, (shelf = { free: [], bytes: length * bytesOf(kind), usedIn: this.runs }));
    return shelf;
  }

  private giveUpUnused(): void {
    for (const [key, shelf] of this.shelves) {
      if (shelf.usedIn === this.runs) continue;
      this.idleBytes -= shelf.bytes * shelf.free.length;
      this.shelves.delete(key);
    }
  }
}
