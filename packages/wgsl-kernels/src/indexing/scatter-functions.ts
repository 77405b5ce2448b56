// Functions for scatters: what comes together at one place of the result. Without atomics, so that sums are the same in every run.
import type { ScalarType } from '../elementwise/expressions.js';

/** How updates at one index meet. */
export type Meeting = 'add' | 'max';

/** How updates are read, and how they meet. */
export interface MeetingParameters {
  readonly meeting: Meeting;
  readonly type: Exclude<ScalarType, 'bool'>;
  /** Element of the updates at an index. */
  readonly update: (index: string) => string;
  /** Expressions: number of updates, elements behind the axis. */
  readonly count: string;
  readonly after: string;
}

/** Which update belongs where. */
export interface IndexParameters {
  /** Index of update k, or of the k-th in order, as i32. */
  readonly index: (k: string) => string;
  /** Expressions: number of updates, last place along the axis. */
  readonly count: string;
  readonly last: string;
}

export type ScatterParameters = MeetingParameters & IndexParameters;

const lowest = { f32: 'specialOf(0xff800000u)', i32: '(-2147483647i - 1i)', u32: '0u' } as const;

function start({ meeting, type }: MeetingParameters): string {
  return meeting === 'add' ? `${type}(0)` : lowest[type];
}

function take({ meeting, type }: MeetingParameters, value: string): string {
  if (meeting === 'add') return `total += ${value};`;
  return `total = ${type === 'f32' ? 'maximumOf' : 'max'}(total, ${value});`;
}

/** `NAME(before, row, after)`: looks at all updates. For few of them. Uses maximumOf and specialOf. */
export function scatterFunction(name: string, parameters: ScatterParameters): string {
  const { index, update, count, last, after, type } = parameters;
  return `fn ${name}(before: u32, row: i32, after: u32) -> ${type} {
  var total = ${start(parameters)};
  for (var k = 0u; k < ${count}; k++) {
    if (clamp(${index('k')}, 0i, ${last}) == row) { ${take(parameters, update(`(before * ${count} + k) * ${after} + after`))} }
  }
  return total;
}
`;
}

/** `NAME(row)`: given indices in order, how many of them belong to rows before this one. Behind the last row, all of them. */
export function startsFunction(name: string, { index, count, last }: IndexParameters): string {
  return `fn ${name}(row: u32) -> i32 {
  if (row == 0u) { return 0i; }
  if (row > u32(${last})) { return i32(${count}); }
  var low = 0u;
  var high = ${count};
  while (low < high) {
    let middle = (low + high) / 2u;
    let below = ${index('middle')} < i32(row);
    low = select(low, middle + 1u, below);
    high = select(middle, high, below);
  }
  return i32(low);
}
`;
}

export interface SortedScatterParameters extends MeetingParameters {
  /** Which update is the k-th in order, as u32. */
  readonly order: (k: string) => string;
  /** What `startsFunction` gave, as i32. */
  readonly start: (row: string) => string;
}

/** `NAME(before, row, after)`: the updates of a row, in order. */
export function sortedScatterFunction(name: string, parameters: SortedScatterParameters): string {
  const { order, start: startOf, update, count, after, type } = parameters;
  return `fn ${name}(before: u32, row: i32, after: u32) -> ${type} {
  let end = u32(${startOf('u32(row) + 1u')});
  var total = ${start(parameters)};
  for (var k = u32(${startOf('u32(row)')}); k < end; k++) {
    ${take(parameters, update(`(before * ${count} + ${order('k')}) * ${after} + after`))}
  }
  return total;
}
`;
}

/**
 * `NAME(e)`: the first update of row e, and behind the rows, for each update, the next one of its row; `count` where there is none.
 * So the updates of a row hang together in their order.
 */
export function linksFunction(name: string, { index, count, last }: IndexParameters): string {
  return `fn ${name}(e: u32) -> i32 {
  let isRow = e <= u32(${last});
  let mine = select(e - u32(${last}) - 1u, 0u, isRow);
  let row = select(clamp(${index('mine')}, 0i, ${last}), i32(e), isRow);
  var k = select(mine + 1u, 0u, isRow);
  for (; k < ${count}; k++) {
    if (clamp(${index('k')}, 0i, ${last}) == row) { break; }
  }
  return i32(k);
}
`;
}

export interface LinkedScatterParameters extends MeetingParameters {
  /** What `linksFunction` gave, as i32. */
  readonly link: (e: string) => string;
  /** Expression of the number of rows. */
  readonly size: string;
}

/** `NAME(before, row, after)`: from the first update of its row on to the next, as they are linked. */
export function linkedScatterFunction(name: string, parameters: LinkedScatterParameters): string {
  const { link, update, count, size, after, type } = parameters;
  return `fn ${name}(before: u32, row: i32, after: u32) -> ${type} {
  var total = ${start(parameters)};
  for (var k = u32(${link('u32(row)')}); k < ${count}; k = u32(${link(`${size} + k`)})) {
    ${take(parameters, update(`(before * ${count} + k) * ${after} + after`))}
  }
  return total;
}
`;
}
