// Finds where the nodes of each row stand: near those that they are joined to, none over another, long arrows straight.
import { neighboursOf, type Rows } from './graph-rows.js';

const GAP = 32;
const ROUNDS = 200;
// Arrows between two stand-ins pull more, so that long ones become straight before boxes are centred.
const STRAIGHT = 8;

/** The places nearest to those wanted, by the sum of squares, in order and `apart` from each other (isotonic regression). */
export function nearestInOrder(
  wanted: readonly number[],
  weights: readonly number[],
  apart: readonly number[],
): number[] {
  const offsets: number[] = [];
  wanted.forEach((_, index) =>
    offsets.push(index === 0 ? 0 : (offsets[index - 1] as number) + (apart[index - 1] as number)),
  );
  const blocks: { sum: number; weight: number; size: number }[] = [];
  wanted.forEach((place, index) => {
    const weight = weights[index] as number;
    blocks.push({ sum: (place - (offsets[index] as number)) * weight, weight, size: 1 });
    for (;;) {
      const [before, last] = blocks.slice(-2);
      if (!before || !last || before.sum / before.weight <= last.sum / last.weight) break;
      blocks.splice(-2, 2, {
        sum: before.sum + last.sum,
        weight: before.weight + last.weight,
        size: before.size + last.size,
      });
    }
  });
  const means = blocks.flatMap(({ sum, weight, size }) => new Array<number>(size).fill(sum / weight));
  return means.map((mean, index) => mean + (offsets[index] as number));
}

/** The middle of each node, stand-ins too, from left to right; 0 is anywhere. */
export function middlesOf(graph: Rows, widthOf: (node: number) => number): ReadonlyMap<number, number> {
  const neighbours = neighboursOf(graph);
  const isStandIn = (node: number): boolean => node >= graph.count;
  const apart = (row: readonly number[]): number[] =>
    row.slice(1).map((node, index) => (widthOf(row[index] as number) + widthOf(node)) / 2 + GAP);
  const middles = new Map<number, number>();
  const place = (row: readonly number[], wanted: readonly number[], weights: readonly number[]): void =>
    nearestInOrder(wanted, weights, apart(row)).forEach((middle, index) => middles.set(row[index] as number, middle));
  for (const row of graph.rows) place(row, row.map(() => 0), row.map(() => 1)); // prettier-ignore
  for (let round = 0; round < ROUNDS; round++) {
    const rows = round % 2 === 0 ? graph.rows : graph.rows.toReversed();
    for (const row of rows) {
      const pulls = row.map((node) => {
        const others = [...neighbours(node, -1), ...neighbours(node, 1)];
        const pull = others.map((other) => ({
          at: middles.get(other) as number,
          weight: isStandIn(node) && isStandIn(other) ? STRAIGHT : 1,
        }));
        const weight = pull.reduce((sum, each) => sum + each.weight, 0);
        if (weight === 0) return { at: middles.get(node) as number, weight: 1 };
        return { at: pull.reduce((sum, each) => sum + each.at * each.weight, 0) / weight, weight };
      });
      place(
        row,
        pulls.map(({ at }) => at),
        pulls.map(({ weight }) => weight),
      );
    }
  }
  return middles;
}
