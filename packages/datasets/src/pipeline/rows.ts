// How elements travel through a pipeline: as references to rows of blocks, so that nothing is copied until a batch is made. Knows no operator.
import type { HostTensor } from '@tensorloom/tensor-core';
import type { Leaf } from './host-structure.js';

/** Elements that lie together in memory and can be taken out one by one or copied many at a time. */
export interface Block<T> {
  /** A copy of the element in `row`. */
  element(row: number): T;
  /**
   * Copies the elements in `rows` below each other into `targets`, from row `offset` on.
   *
   * @param op the operator that asks, for messages
   * @param targets one tensor [batch, ...shape] for each leaf, with the path of the leaf
   * @throws ShapeError, DTypeError where an element does not fit the targets
   */
  copyRows(op: string, rows: Uint32Array, targets: readonly Leaf[], offset: number): void;
}

/** A run of elements: element i is row `index[i]` of `blocks[i]`. */
export interface Rows<T> {
  readonly blocks: readonly Block<T>[];
  readonly index: Uint32Array;
}

/** Rows `start` to `start + count` of one block. */
export function rangeOfRows<T>(block: Block<T>, start: number, count: number): Rows<T> {
  const index = new Uint32Array(count);
  for (let i = 0; i < count; i++) index[i] = start + i;
  return { blocks: new Array<Block<T>>(count).fill(block), index };
}

/** The elements of all `parts`, one part after the other. */
export function joinRows<T>(parts: readonly Rows<T>[]): Rows<T> {
  if (parts.length === 1) return parts[0] as Rows<T>;
  const index = new Uint32Array(parts.reduce((count, part) => count + part.index.length, 0));
  let offset = 0;
  for (const part of parts) {
    index.set(part.index, offset);
    offset += part.index.length;
  }
  return { blocks: parts.flatMap((part) => part.blocks), index };
}

/** Number of values in one row of `tensor`, whose first axis counts rows. */
export function rowLength(tensor: HostTensor): number {
  return tensor.shape.slice(1).reduce((product, extent) => product * extent, 1);
}
