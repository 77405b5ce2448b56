// Places moved through views, evaluated: each element of the result is found where the view takes it from.
import { hostRandom, stridesOf, type Shape } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import {
  broadcastPlace,
  flipPlace,
  indexAlong,
  linearOf,
  padPlace,
  placeAt,
  reshapePlace,
  shiftPlace,
  slicePlace,
  transposePlace,
  type Place,
} from './place.js';

/** The value of a WGSL expression of unsigned numbers, which wrap at 2^32. */
function valueOf(expression: string): number {
  const wrap = (value: bigint): bigint => BigInt.asUintN(32, value);
  const least = (a: bigint, b: bigint): bigint => (wrap(a) < wrap(b) ? wrap(a) : wrap(b));
  const text = expression.replaceAll(/(\d+)u?/g, '$1n');
  return Number(wrap(new Function('min', `return ${text}`)(least) as bigint));
}

function coordsOf(index: number, shape: Shape): number[] {
  return stridesOf(shape).map((stride, axis) => Math.floor(index / stride) % (shape[axis] as number));
}

function indexOf(coords: readonly number[], shape: Shape): number {
  return stridesOf(shape).reduce((sum, stride, axis) => sum + stride * (coords[axis] as number), 0);
}

/** Each element of a shape as a place: by coordinates alone, and by its index too. */
function* placesOf(shape: Shape): Generator<{ readonly coords: readonly number[]; readonly place: Place }> {
  const size = shape.reduce((product, extent) => product * extent, 1);
  for (let index = 0; index < size; index++) {
    const coords = coordsOf(index, shape);
    const texts = coords.map((coord) => `${coord}u`);
    yield { coords, place: { shape, coords: texts } };
    yield { coords, place: { shape, coords: texts, linear: `${index}u` } };
    yield { coords, place: placeAt(`${index}u`, shape) };
  }
}

const shapes: readonly Shape[] = [[], [1], [6], [2, 3], [3, 1, 2], [1, 4, 1], [2, 3, 4], [4, 1, 3, 2]];
const reshapes: readonly (readonly [Shape, Shape])[] = [
  [[], [1, 1]],
  [[6], [2, 3]],
  [[2, 3], [6]],
  [
    [2, 3],
    [3, 2],
  ],
  [
    [2, 1, 3],
    [1, 6, 1],
  ],
  [
    [4, 6],
    [2, 2, 3, 2],
  ],
  [
    [4, 6],
    [8, 3],
  ],
  [
    [2, 3, 4],
    [6, 1, 4],
  ],
  [
    [12, 5],
    [3, 20],
  ],
];

describe('places', () => {
  it.each(shapes)('of a shape, at an index', (...shape) => {
    for (const { coords, place } of placesOf(shape)) {
      expect(valueOf(linearOf(place))).toBe(indexOf(coords, shape));
      expect(place.coords.map(valueOf)).toEqual(coords);
    }
  });

  it.each(reshapes)('of %j seen as %j', (from, to) => {
    for (const { coords, place } of placesOf(from)) {
      const moved = reshapePlace(place, to);
      expect(moved.shape).toEqual(to);
      expect(indexOf(moved.coords.map(valueOf), to)).toBe(indexOf(coords, from));
      expect(valueOf(linearOf(moved))).toBe(indexOf(coords, from));
    }
  });

  it('of a shape seen as another and back are where they were', () => {
    const cut: Place = { shape: [6, 4], coords: ['r', 'c'] };
    const seen = reshapePlace(reshapePlace(cut, [2, 3, 4]), [24]);
    expect(reshapePlace(seen, [6, 4])).toBe(cut);
    // Its index is not put together from coordinates that were divided out of it.
    expect(linearOf(reshapePlace(cut, [2, 3, 4]))).toBe('(r * 4u + c)');
    expect(linearOf(reshapePlace(seen, [3, 2, 2, 2]))).toBe('(r * 4u + c)');
  });

  it('along an axis of size 1 do not depend on where they were seen from', () => {
    const column: Place = { shape: [3], coords: ['c'] };
    expect(shiftPlace(column, 0, 1, [1]).coords).toEqual(['0u']);
    expect(padPlace(column, [1], [1]).place.coords).toEqual(['0u']);
    const part = reshapePlace(reshapePlace(shiftPlace(column, 0, 1, [1]), []), [1]);
    expect(slicePlace(part, ['P[6]'], [1], [5]).coords).toEqual(['(0u + P[6])']);
  });

  it('along some axes and the others', () => {
    const shape = [2, 3, 1, 2, 4];
    for (const axes of [[0, 1], [1], [2, 4], [0, 3], [], [0, 1, 2, 3, 4]]) {
      const kinds = shape.map((_, axis) => axes.includes(axis));
      for (const { coords } of placesOf(shape)) {
        const inside = shape.map((extent, axis) => (kinds[axis] ? extent : 1));
        const outside = shape.map((extent, axis) => (kinds[axis] ? 1 : extent));
        const [own, others] = [inside, outside].map((extents) =>
          indexOf(
            coords.map((coord, axis) => (extents[axis] === 1 ? 0 : coord)),
            extents,
          ),
        );
        expect(valueOf(indexAlong(shape, kinds, [`${own}u`, `${others}u`]))).toBe(indexOf(coords, shape));
      }
    }
    const batch = [true, true, true, false];
    expect(indexAlong([64, 14, 14, 32], batch, ['c', 'r'])).toBe('(c * 32u + r)');
  });

  it('of a transpose', () => {
    const permutation = [2, 0, 1];
    for (const { coords, place } of placesOf([4, 2, 3])) {
      const moved = transposePlace(place, permutation, [2, 3, 4]);
      expect(moved.coords.map(valueOf)).toEqual([coords[1], coords[2], coords[0]]);
      expect(valueOf(linearOf(moved))).toBe(indexOf(moved.coords.map(valueOf), [2, 3, 4]));
    }
  });

  it('of a broadcast', () => {
    for (const { coords, place } of placesOf([2, 3, 4])) {
      const moved = broadcastPlace(place, [3, 1]);
      expect(valueOf(linearOf(moved))).toBe(coords[1]);
    }
    for (const { coords, place } of placesOf([1, 2, 3])) {
      expect(valueOf(linearOf(broadcastPlace(place, [2, 3])))).toBe(indexOf(coords, [1, 2, 3]));
    }
  });

  it('of a slice with steps', () => {
    for (const { coords, place } of placesOf([2, 3])) {
      const moved = slicePlace(place, ['1u', '0u'], [2, 3], [5, 9]);
      expect(moved.coords.map(valueOf)).toEqual([1 + 2 * (coords[0] as number), 3 * (coords[1] as number)]);
    }
  });

  it('of axes turned round', () => {
    for (const { coords, place } of placesOf([2, 1, 4])) {
      const [row, , column] = coords as [number, number, number];
      expect(flipPlace(place, [1, 2]).coords.map(valueOf)).toEqual([row, 0, 3 - column]);
    }
  });

  it('of padding: inside or not, and never outside of the operand', () => {
    for (const { coords, place } of placesOf([5, 4])) {
      const { place: moved, inside } = padPlace(place, [2, 0], [2, 3]);
      const [row, column] = coords as [number, number];
      const truth = row >= 2 && row < 4 && column < 3;
      const conditions = inside.slice(2, -2).split(') & (');
      const holds = conditions.every((condition) => {
        const [left, right] = condition.split(' < ') as [string, string];
        return valueOf(left) < valueOf(right);
      });
      expect(holds).toBe(truth);
      if (truth) expect(moved.coords.map(valueOf)).toEqual([row - 2, column]);
      else expect(valueOf(linearOf(moved))).toBeLessThan(6);
    }
  });

  it('of a part that is joined', () => {
    for (const { coords, place } of placesOf([5, 2])) {
      const moved = shiftPlace(place, 0, 3, [2, 2]).coords.map(valueOf);
      expect(moved).toEqual([(coords[0] as number) >= 3 ? (coords[0] as number) - 3 : 1, coords[1]]);
    }
  });

  it('through views of views', () => {
    const random = hostRandom(7);
    for (let round = 0; round < 40; round++) {
      const index = random.integer(24);
      const start: Place = placeAt(`${index}u`, [4, 6]);
      const sliced = slicePlace(start, ['1u', '0u'], [2, 1], [9, 6]);
      const turned = transposePlace(sliced, [1, 0], [6, 9]);
      const seen = reshapePlace(turned, [3, 2, 9]);
      const [row, column] = coordsOf(index, [4, 6]) as [number, number];
      expect(valueOf(linearOf(seen))).toBe(column * 9 + 1 + 2 * row);
    }
  });
});
