// Tests of the rows of a graph and of the places in them.
import { expect, it } from 'vitest';
import { middlesOf, nearestInOrder } from './graph-places.js';
import { crossings, neighboursOf, rowsOf } from './graph-rows.js';

it('puts each node below all that it reads, with stand-ins where an arrow passes', () => {
  const { rows, chains } = rowsOf('op', 4, [
    [0, 1],
    [1, 2],
    [2, 3],
    [0, 3],
  ]);
  expect(rows.map((row) => row.toSorted((a, b) => a - b))).toEqual([[0], [1, 4], [2, 5], [3]]);
  expect(chains).toEqual([
    [0, 1],
    [1, 2],
    [2, 3],
    [0, 4, 5, 3],
  ]);
});

it('puts an input just above its first reader', () => {
  const { rows } = rowsOf('op', 4, [
    [0, 2],
    [2, 3],
    [1, 3],
  ]);
  expect(rows.map((row) => row.toSorted((a, b) => a - b))).toEqual([[0], [1, 2], [3]]);
});

it('undoes crossings', () => {
  const graph = rowsOf('op', 6, [
    [0, 5],
    [1, 4],
    [2, 3],
  ]);
  expect(crossings([[0, 1, 2], [3, 4, 5]], neighboursOf(graph))).toBe(3); // prettier-ignore
  expect(crossings(graph.rows, neighboursOf(graph))).toBe(0);
});

it('finds the nearest places in order: worked by hand', () => {
  expect(nearestInOrder([0, 100], [1, 1], [10])).toEqual([0, 100]);
  expect(nearestInOrder([0, 0], [1, 1], [10])).toEqual([-5, 5]);
  expect(nearestInOrder([0, 0], [3, 1], [10])).toEqual([-2.5, 7.5]);
  expect(nearestInOrder([6, 0, 0], [1, 1, 1], [2, 2])).toEqual([0, 2, 4]);
});

it('puts what is read by two above the middle of both', () => {
  const graph = rowsOf('op', 3, [
    [0, 1],
    [0, 2],
  ]);
  const middles = middlesOf(graph, () => 40);
  expect((middles.get(1) as number) + (middles.get(2) as number)).toBeCloseTo(2 * (middles.get(0) as number), 6);
  expect(Math.abs((middles.get(1) as number) - (middles.get(2) as number))).toBeCloseTo(72, 6);
});
