// Which two operands of an einsum to contract next. Knows labels and extents, no tensor.
import type { Labels } from './parse-equation.js';

/** Multiply-adds of contracting two operands: one for each combination of their labels. */
function costOf(a: Labels, b: Labels, extents: ReadonlyMap<string, number>): number {
  let cost = 1;
  for (const label of new Set([...a, ...b])) cost *= extents.get(label) as number;
  return cost;
}

/**
 * The pair that costs the fewest multiply-adds; among equals, the first. Pairs without a common label come last,
 * since their product is larger than both.
 *
 * @param operands labels of two operands or more
 * @returns positions of the pair, in order
 */
export function cheapestPair(
  operands: readonly Labels[],
  extents: ReadonlyMap<string, number>,
): readonly [first: number, second: number] {
  let best: readonly [number, number] = [0, 1];
  let least: readonly [apart: number, cost: number] = [Infinity, Infinity];
  operands.forEach((a, first) => {
    operands.slice(first + 1).forEach((b, offset) => {
      const apart = a.some((label) => b.includes(label)) ? 0 : 1;
      const cost = costOf(a, b, extents);
      if (apart > least[0] || (apart === least[0] && cost >= least[1])) return;
      best = [first, first + 1 + offset];
      least = [apart, cost];
    });
  });
  return best;
}
