// Rows of the reductions made of others.
import { b, f, i, row, type OpRow } from '../op-row.js';

const infinite = {
  shape: [4, 3],
  values: [-Infinity, -Infinity, -Infinity, 1, Infinity, 2, NaN, 0, 1, 1000, 999, -1000],
};

/** All of them. */
export const statisticsRows: readonly OpRow[] = [
  ...(['variance', 'standardDeviation'] as const).flatMap((name) => [
    row(name, 'of all', [f(7, 33)], (a) => a[name](), { gradient: 2 }),
    row(name, 'of the last axis', [f(9, 31)], (a) => a[name](-1), { gradient: 1 }),
    row(name, 'of a long axis far from 0', [{ shape: [3, 1025], low: 99, high: 101 }], (a) => a[name](1), {
      tolerance: 1e-4,
    }),
    row(
      name,
      'of outer axes with correction',
      [f(5, 7, 9)],
      (a) => a[name]([0, 2], { correction: 1, keepDims: true }),
      {
        gradient: 1,
      },
    ),
    row(name, 'of integers', [i(9, 5)], (a) => a[name](0)),
  ]),
  row('standardDeviation', 'of equal elements, with its gradient', [{ shape: [2, 4], values: [3] }], (a) =>
    a.standardDeviation(1),
  ),
  ...(['any', 'all'] as const).flatMap((name) => [
    row(name, '', [b(9, 5)], (a) => a[name](1)),
    row(name, 'of numbers', [{ shape: [4, 3], values: [0, -0, 0, NaN, 0, 1, 2, 3, 4, 0, 1e-30, 5] }], (a) =>
      a[name](1),
    ),
    row(name, 'of nothing', [b(0, 5)], (a) => a[name](0, { keepDims: true })),
  ]),
  row('countNonzero', '', [{ shape: [5, 3], values: [0, 1, -0, NaN, 0, 1e-30, 7] }], (a) => a.countNonzero(1)),
  row('countNonzero', 'of bool, all', [b(33, 5)], (a) => a.countNonzero()),
  row('logSumExp', '', [f(9, 33)], (a) => a.logSumExp(1), { gradient: 2 }),
  row('logSumExp', 'of outer axes', [f(5, 7, 9)], (a) => a.logSumExp([0, 2], { keepDims: true }), { gradient: 1 }),
  row('logSumExp', 'of large numbers, infinities and NaN', [infinite], (a) => a.logSumExp(1)),
  ...[1, 2, 3, 1.5, Infinity, -Infinity].map((order) =>
    row('norm', `of order ${order}`, [f(7, 9)], (a) => a.norm(1, { order }), { gradient: 1 }),
  ),
  row('norm', 'of all', [f(33, 65)], (a) => a.norm(), { gradient: 1 }),
  row('norm', 'of special values', [{ shape: [7, 1], values: [0, -0, -2.5, 1e15, Infinity, -Infinity, NaN] }], (a) =>
    a.norm(1),
  ),
];
