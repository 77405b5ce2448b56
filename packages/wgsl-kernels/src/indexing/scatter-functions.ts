// Functions for scatters: what comes together at one place of the result. Without atomics, so that sums are the same in every run.
import type { ScalarType } from '../elementwise/expressions.js';

/** How updates at one index meet. */
export type Meeting = 'add' | 'max';

export interface ScatterParameters {
  readonly meeting: Meeting;
  readonly type: Exclude<ScalarType, 'bool'>;
  /** Index of update k, or of the k-th in order, as i32. */
  readonly index: (k: string) => string;
  /** Element of the updates at an index. */
  readonly update: (index: string) => string;
  /** Expressions: number of updates, last place along the axis, elements behind the axis. */
  readonly count: string;
  readonly last: string;
  readonly after: string;
}

const lowest = { f32: 'specialOf(0xff800000u)', i32: '(-2147483647i - 1i)', u32: '0u' } as const;

function start({ meeting, type }: ScatterParameters): string {
  return meeting === 'add' ? `${type}(0)` : lowest[type];
}

function take({ meeting, type }: ScatterParameters, value: string): string {
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

export interface SortedScatterParameters extends ScatterParameters {
  /** Which update is the k-th in order, as u32. */
  readonly order: (k: string) => string;
}

/** `NAME(before, row, after)`: given the order of the indices, goes to the first update of its row and on to the last. */
export function sortedScatterFunction(name: string, parameters: SortedScatterParameters): string {
  const { index, order, update, count, last, after, type } = parameters;
  return `fn ${name}(before: u32, row: i32, after: u32) -> ${type} {
  var low = 0u;
  var high = ${count};
  while (low < high) {
    let middle = (low + high) / 2u;
    let below = clamp(${index('middle')}, 0i, ${last}) < row;
    low = select(low, middle + 1u, below);
    high = select(middle, high, below);
  }
  var total = ${start(parameters)};
  for (var k = low; k < ${count}; k++) {
    if (clamp(${index('k')}, 0i, ${last}) != row) { break; }
    ${take(parameters, update(`(before * ${count} + ${order('k')}) * ${after} + after`))}
  }
  return total;
}
`;
}
