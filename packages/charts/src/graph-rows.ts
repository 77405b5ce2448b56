// Sorts the nodes of a graph into rows, so that every arrow goes down, and orders each row so that few arrows cross.
import type { GraphEdge } from './graph-nodes.js';

/** Nodes by rows, with a stand-in in each row that an arrow passes on its way: numbers from `count` on. */
export interface Rows {
  /** Number of nodes that are no stand-ins. */
  readonly count: number;
  readonly rows: readonly (readonly number[])[];
  /** For each edge, the nodes that it goes through, both ends included: one in each row. */
  readonly chains: readonly (readonly number[])[];
}

/** The row of each node: below all that it reads; what reads nothing stands just above its first reader. */
function rowNumbers(op: string, count: number, edges: readonly GraphEdge[]): number[] {
  const numbers = new Array<number>(count).fill(0);
  const waiting = new Array<number>(count).fill(0);
  const readers = Array.from({ length: count }, (): number[] => []);
  for (const [from, to] of edges) {
    waiting[to] = (waiting[to] as number) + 1;
    readers[from]?.push(to);
  }
  const starts = [...waiting.keys()].filter((node) => waiting[node] === 0);
  const ready = [...starts];
  for (const node of ready) {
    for (const reader of readers[node] as number[]) {
      numbers[reader] = Math.max(numbers[reader] as number, (numbers[node] as number) + 1);
      waiting[reader] = (waiting[reader] as number) - 1;
      if (waiting[reader] === 0) ready.push(reader);
    }
  }
  if (ready.length < count) {
    throw new RangeError(
      `${op}: layers read each other in a circle; expected an order in which they can be computed, got none; pass model.describe()`,
    );
  }
  for (const node of starts) {
    const below = (readers[node] as number[]).map((reader) => numbers[reader] as number);
    if (below.length > 0) numbers[node] = Math.min(...below) - 1;
  }
  return numbers;
}

/** Neighbours of each node in the row above (-1) or below (1). */
export type Neighbours = (node: number, side: -1 | 1) => readonly number[];

/** Who stands next to whom along the arrows. */
export function neighboursOf({ chains }: Pick<Rows, 'chains'>): Neighbours {
  const sides = { '-1': new Map<number, number[]>(), '1': new Map<number, number[]>() };
  const note = (map: Map<number, number[]>, node: number, other: number): void => {
    map.set(node, [...(map.get(node) ?? []), other]);
  };
  for (const chain of chains) {
    chain.slice(1).forEach((node, index) => {
      note(sides['-1'], node, chain[index] as number);
      note(sides['1'], chain[index] as number, node);
    });
  }
  return (node, side) => sides[side].get(node) ?? [];
}

/** How many pairs of arrows cross. */
export function crossings(rows: readonly (readonly number[])[], neighbours: Neighbours): number {
  let total = 0;
  rows.forEach((row, index) => {
    const below = new Map((rows[index + 1] ?? []).map((node, place) => [node, place]));
    const ends = row.flatMap((node) =>
      neighbours(node, 1)
        .map((other) => below.get(other) as number)
        .sort((a, b) => a - b),
    );
    ends.forEach((end, place) => (total += ends.slice(place + 1).filter((other) => other < end).length));
  });
  return total;
}

/** A row by the mean place of each node's neighbours in the row before; who has none there stays. */
function reordered(
  row: readonly number[],
  before: readonly number[],
  neighbours: readonly (readonly number[])[],
): number[] {
  const places = new Map(before.map((node, place) => [node, place]));
  const wanted = row.map((node, place) => {
    const others = neighbours[place] as readonly number[];
    const sum = others.reduce((total, other) => total + (places.get(other) as number), 0);
    return { node, at: others.length === 0 ? place : sum / others.length };
  });
  return wanted.sort((a, b) => a.at - b.at).map(({ node }) => node);
}

const SWEEPS = 12;

/** Sweeps down and up, Sugiyama et al. 1981, and keeps the order with the fewest crossings. */
function ordered(rows: readonly (readonly number[])[], neighbours: Neighbours): readonly (readonly number[])[] {
  let best = rows;
  let least = crossings(rows, neighbours);
  const current = rows.map((row) => [...row]);
  for (let sweep = 0; sweep < SWEEPS && least > 0; sweep++) {
    const side = sweep % 2 === 0 ? -1 : 1;
    const order = side === -1 ? [...current.keys()] : [...current.keys()].reverse();
    for (const index of order) {
      const row = current[index] as number[];
      const before = current[index + side];
      if (before)
        current[index] = reordered(
          row,
          before,
          row.map((node) => neighbours(node, side)),
        );
    }
    const count = crossings(current, neighbours);
    if (count < least) [best, least] = [current.map((row) => [...row]), count];
  }
  return best;
}

/** The rows of a graph of `count` nodes. Throws RangeError where it has a circle. */
export function rowsOf(op: string, count: number, edges: readonly GraphEdge[]): Rows {
  const numbers = rowNumbers(op, count, edges);
  const rows = Array.from({ length: Math.max(0, ...numbers.map((number) => number + 1)) }, (): number[] => []);
  numbers.forEach((number, node) => rows[number]?.push(node));
  let next = count;
  const chains = edges.map(([from, to]) => {
    const passed: number[] = [];
    for (let row = (numbers[from] as number) + 1; row < (numbers[to] as number); row++) {
      rows[row]?.push(next);
      passed.push(next++);
    }
    return [from, ...passed, to];
  });
  return { count, chains, rows: ordered(rows, neighboursOf({ chains })) };
}
