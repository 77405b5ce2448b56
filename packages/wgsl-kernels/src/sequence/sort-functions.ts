// Functions for sorting and searching: one element of the result from sequences in memory. Everything is compared by keys,
// unsigned integers in the order of the values, so that NaN has a place and -0 equals 0.

/** A sequence in memory, and how to read it. */
export interface SequenceParameters {
  /** Key of the element at an index. */
  readonly key: (index: string) => string;
  /** Elements of a row: an expression. */
  readonly extent: string;
}

/** Elements that `sortBlocksFunction` puts in order at once. */
export const sortedBlock = 16;

/**
 * `NAME(row, c)`: the element that comes to place c when each block of its row is sorted: found by counting, for each element
 * of the block, how many come before it.
 */
export function sortBlocksFunction(name: string, { key, extent }: SequenceParameters): string {
  return `fn ${name}(row: u32, c: u32) -> i32 {
  let first = (c / ${sortedBlock}u) * ${sortedBlock}u;
  let count = min(${sortedBlock}u, ${extent} - first);
  let base = row * ${extent} + first;
  for (var i = 0u; i < count; i++) {
    let mine = ${key('base + i')};
    var place = 0u;
    for (var j = 0u; j < count; j++) {
      let other = ${key('base + j')};
      if (other < mine || (other == mine && j < i)) { place++; }
    }
    if (place == c - first) { return i32(first + i); }
  }
  return 0i;
}
`;
}

/** What a merge reads: the order within runs, and how long those are. */
export interface MergeParameters extends SequenceParameters {
  /** Element of the order at an index, as u32. */
  readonly order: (index: string) => string;
  /** Elements of a run: an expression. */
  readonly run: string;
}

/**
 * `NAME(row, c)`: the element that comes to place c when runs are merged in pairs. How many of the first k elements come from
 * the first run is found by bisection (Green, McColl and Bader, "GPU Merge Path", 2012); on ties the first run goes ahead.
 */
export function mergeRunsFunction(name: string, { key, order, extent, run }: MergeParameters): string {
  return `fn ${name}(row: u32, c: u32) -> i32 {
  let base = row * ${extent};
  let first = base + c / (2u * ${run}) * (2u * ${run});
  let second = min(first + ${run}, base + ${extent});
  let end = min(second + ${run}, base + ${extent});
  let k = base + c - first;
  var low = select(0u, k - (end - second), k > end - second);
  var high = min(k, second - first);
  while (low < high) {
    let middle = (low + high) / 2u;
    let behind = ${key(`base + ${order('second + k - 1u - middle')}`)} < ${key(`base + ${order('first + middle')}`)};
    low = select(middle + 1u, low, behind);
    high = select(high, middle, behind);
  }
  let left = first + low;
  let right = second + k - low;
  if (left >= second) { return i32(${order('right')}); }
  if (right >= end) { return i32(${order('left')}); }
  let takeRight = ${key(`base + ${order('right')}`)} < ${key(`base + ${order('left')}`)};
  return i32(select(${order('left')}, ${order('right')}, takeRight));
}
`;
}

/** `NAME(row, query)`: number of elements of a sorted row with keys below the query's, or not above it (`right`). */
export function searchFunction(name: string, { key, extent }: SequenceParameters, side: 'left' | 'right'): string {
  return `fn ${name}(row: u32, query: u32) -> i32 {
  var low = 0u;
  var high = ${extent};
  while (low < high) {
    let middle = (low + high) / 2u;
    let before = ${key(`row * ${extent} + middle`)} ${side === 'left' ? '<' : '<='} query;
    low = select(low, middle + 1u, before);
    high = select(middle, high, before);
  }
  return i32(low);
}
`;
}
