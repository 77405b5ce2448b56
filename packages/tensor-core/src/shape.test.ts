// Sizes, broadcasting and axes.
import { describe, expect, it } from 'vitest';
import { ShapeError } from './errors.js';
import {
  broadcastShapes,
  checkShape,
  formatShape,
  normalizeAxes,
  normalizeAxis,
  sameShape,
  sizeOf,
  stridesOf,
} from './shape.js';

describe('sizes', () => {
  it('and strides are row-major', () => {
    expect([sizeOf([]), sizeOf([2, 3]), sizeOf([2, 0])]).toEqual([1, 6, 0]);
    expect([stridesOf([]), stridesOf([2, 3, 4])]).toEqual([[], [12, 4, 1]]);
    expect([sameShape([1, 2], [1, 2]), sameShape([1, 2], [2, 1]), sameShape([1], [1, 1])]).toEqual([
      true,
      false,
      false,
    ]);
    expect(formatShape([null, 28, 1])).toBe('[?, 28, 1]');
  });

  it('are whole numbers, at most eight of them', () => {
    for (const bad of [NaN, -1, 1.5, Infinity]) expect(() => checkShape('zeros', [2, bad])).toThrow(ShapeError);
    expect(() => checkShape('zeros', [NaN])).toThrow(
      'zeros: bad size; expected whole numbers >= 0, got [NaN]; check the shape',
    );
    expect(() => checkShape('zeros', [1, 1, 1, 1, 1, 1, 1, 1, 1])).toThrow(
      /zeros: rank too high; expected at most 8 axes/,
    );
    expect(() => checkShape('zeros', [0, 3])).not.toThrow();
  });
});

describe('broadcastShapes', () => {
  it.each([
    [[2, 3], [3], [2, 3]],
    [
      [2, 1],
      [1, 3],
      [2, 3],
    ],
    [[], [4], [4]],
    [
      [0, 3],
      [1, 3],
      [0, 3],
    ],
    [
      [5, 1, 4],
      [3, 1],
      [5, 3, 4],
    ],
  ])('%j with %j is %j', (a, b, result) => {
    expect(broadcastShapes('add', a, b)).toEqual(result);
    expect(broadcastShapes('add', b, a)).toEqual(result);
  });

  it('refuses sizes that differ and are not 1', () => {
    expect(() => broadcastShapes('add', [2, 3], [2])).toThrow(
      'add: shapes do not broadcast; expected equal sizes or 1 on each axis from the last, got [2, 3] and [2]; reshape or transpose one of them',
    );
  });
});

describe('axes', () => {
  it('count from the end if negative', () => {
    expect([normalizeAxis('sum', -1, 3), normalizeAxis('sum', 0, 3)]).toEqual([2, 0]);
    for (const bad of [3, -4, 0.5, NaN])
      expect(() => normalizeAxis('sum', bad, 3)).toThrow(
        /sum: axis out of range; expected a whole number in \[-3, 3\)/,
      );
  });

  it('are sorted and named once', () => {
    expect([
      normalizeAxes('sum', [2, 0], 3),
      normalizeAxes('sum', undefined, 2),
      normalizeAxes('sum', null, 1),
    ]).toEqual([[0, 2], [0, 1], [0]]);
    expect(() => normalizeAxes('sum', [0, -2], 2)).toThrow(/sum: an axis is named twice/);
  });
});
