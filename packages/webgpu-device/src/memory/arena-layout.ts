// Places intermediates in one arena by their lifetimes: what is never alive together may share bytes. Pure arithmetic.

/** A tensor to be placed: alive from the kernel that writes it to the last one that reads it, both included. */
export interface Lifetime {
  readonly key: number;
  readonly bytes: number;
  readonly first: number;
  readonly last: number;
}

/** Offsets of bindings are multiples of this many bytes. */
export const ALIGNMENT = 256;

/** Rounds up to the alignment of bindings; nothing takes no bytes at all, since empty bindings are refused. */
export function aligned(bytes: number): number {
  return Math.max(ALIGNMENT, Math.ceil(bytes / ALIGNMENT) * ALIGNMENT);
}

interface Placed extends Lifetime {
  readonly offset: number;
}

/** The lowest offset where a tensor fits between those alive with it. */
function lowestGap(tensor: Lifetime, placed: readonly Placed[]): number {
  let offset = 0;
  for (const other of placed) {
    if (other.last < tensor.first || other.first > tensor.last) continue;
    if (other.offset - offset >= aligned(tensor.bytes)) break;
    offset = Math.max(offset, other.offset + aligned(other.bytes));
  }
  return offset;
}

/** Offsets by key, and the size of the arena. Large tensors are placed first. */
export function layOut(lifetimes: readonly Lifetime[]): {
  readonly offsets: ReadonlyMap<number, number>;
  readonly size: number;
} {
  const placed: Placed[] = [];
  for (const tensor of [...lifetimes].sort((a, b) => b.bytes - a.bytes || a.first - b.first)) {
    const offset = lowestGap(tensor, placed);
    placed.push({ ...tensor, offset });
    placed.sort((a, b) => a.offset - b.offset);
  }
  const offsets = new Map(placed.map(({ key, offset }) => [key, offset]));
  return { offsets, size: placed.reduce((size, { offset, bytes }) => Math.max(size, offset + aligned(bytes)), 0) };
}
