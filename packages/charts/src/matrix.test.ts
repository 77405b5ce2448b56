// Tests of the checks of a confusion matrix and of what is counted in it.
import { expect, it } from 'vitest';
import { checkMatrix, totals, worstConfusions } from './matrix.js';
import type { CountMatrix } from './matrix.js';

const check = (value: unknown) => () => checkMatrix('op', value as CountMatrix);

it('accepts square matrices of whole and of fractional counts', () => {
  expect(check([[0]])).not.toThrow();
  expect(
    check([
      [1, 2.5],
      [0, 1e9],
    ]),
  ).not.toThrow();
});

it.each([
  [undefined, TypeError, 'op: not a matrix; expected number[][], got undefined'],
  [[1, 2], TypeError, 'expected number[] at [0], got 1'],
  [
    [
      [1, '2'],
      [3, 4],
    ],
    TypeError,
    'expected one at [0][1], got "2"',
  ],
  [[], RangeError, 'expected 1 to 200, got 0; pass one row for each true class'],
  [
    [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
    RangeError,
    'op: the matrix must be square; expected row 0 of length 3, got length 2',
  ],
  [[[1, 2], [3]], RangeError, 'expected row 1 of length 2, got length 1'],
  [
    [
      [1, NaN],
      [3, 4],
    ],
    RangeError,
    'expected one at [0][1], got NaN',
  ],
  [
    [
      [1, 2],
      [Infinity, 4],
    ],
    RangeError,
    'expected one at [1][0], got Infinity',
  ],
  [
    [
      [1, 2],
      [3, -4],
    ],
    RangeError,
    'expected one at [1][1], got -4',
  ],
  [Array.from({ length: 201 }, () => []), RangeError, 'got 201; group classes or pick some of them'],
])('refuses %j', (value, type, words) => {
  expect(check(value)).toThrow(type);
  expect(check(value)).toThrow(words);
});

it('counts samples, right answers and the worst confusions', () => {
  const matrix = [
    [5, 1, 0],
    [3, 4, 3],
    [0, 0, 9],
  ];
  expect(totals(matrix)).toEqual({ samples: 25, right: 18 });
  expect(worstConfusions(matrix, 2)).toEqual([
    { trueClass: 1, predictedClass: 0, count: 3 },
    { trueClass: 1, predictedClass: 2, count: 3 },
  ]);
  expect(worstConfusions([[1]], 3)).toEqual([]);
});
