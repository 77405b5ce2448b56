// Rows of the reductions.
import * as tl from '@tensorloom/tensor-core';
import { b, f, i, row, special, type InputSpec, type OpRow } from '../op-row.js';

const everyAxis = (['sum', 'mean', 'max', 'min'] as const).flatMap((name) => {
  const smooth = name === 'sum' || name === 'mean' ? 2 : 1;
  return [
    row(name, 'of all', [f(7, 129)], (a) => a[name]()),
    row(name, 'of the last axis', [f(65, 31)], (a) => a[name](-1)),
    row(name, 'of a long last axis', [f(5, 1025)], (a) => a[name](-1)),
    row(name, 'of the first axis', [f(33, 65)], (a) => a[name](0)),
    row(name, 'of the first axis of many', [f(31, 257)], (a) => a[name](0)),
    row(name, 'of the middle axis', [f(3, 13, 7)], (a) => a[name](1), { gradient: smooth }),
    row(name, 'of outer axes', [f(5, 7, 9)], (a) => a[name]([0, 2], { keepDims: true }), { gradient: smooth }),
  ];
});

const rows4 = { ...special, shape: [4, 5] } as const;
/** Without the huge and the tiny: a product of those passes beyond float32 on its way, in an order of the device's own. */
const factors = {
  shape: [4, 5],
  values: special.values.filter(
    (value) => !(Math.abs(value) > 100 && Math.abs(value) < Infinity) && Math.abs(value) !== 1e-30,
  ),
};

/** Products of many of these stay in range. */
const near1 = (...shape: number[]): InputSpec => ({ shape, low: 0.9, high: 1.1 });
const zeros: InputSpec = { shape: [4, 3], values: [2, -1.5, 3, 0, 0.5, 3, 0, 2, 0, 0, 0, 0] };

/** All of them. */
export const reductionRows: readonly OpRow[] = [
  ...everyAxis,
  row('sum', 'of a large tensor', [f(300_001)], (a) => a.sum()),
  row('sum', 'of more rows than one dimension of the grid has workgroups', [f(33_000, 33)], (a) => a.sum(1)),
  row('sum', 'of integers', [i(63, 9)], (a) => a.sum(0)),
  row('sum', 'of nothing', [f(0, 5)], (a) => a.sum(0)),
  row('prod', 'of all', [near1(7, 129)], (a) => a.prod()),
  row('prod', 'of the last axis', [near1(65, 31)], (a) => a.prod(-1)),
  row('prod', 'of a long last axis', [near1(5, 1025)], (a) => a.prod(-1), { gradient: 1 }),
  row('prod', 'of the first axis of many', [near1(31, 257)], (a) => a.prod(0)),
  row('prod', 'of the middle axis', [f(3, 5, 7)], (a) => a.prod(1), { gradient: 2 }),
  row('prod', 'of outer axes', [near1(5, 7, 9)], (a) => a.prod([0, 2], { keepDims: true }), { gradient: 2 }),
  row('prod', 'of none, one, two and three zeros', [zeros], (a) => a.prod(1), { gradient: 2 }),
  row('prod', 'of integers, which wrap', [i(63, 9)], (a) => a.prod(1)),
  row('prod', 'of bool', [b(9, 3)], (a) => a.prod(1)),
  row('prod', 'of nothing', [f(0, 5)], (a) => a.prod(0)),
  row('prod', 'with NaN and infinities', [factors], (a) => a.prod(1)),
  row('mean', 'of integers', [i(9, 5)], (a) => a.mean(1)),
  row('max', 'with NaN', [rows4], (a) => a.max(1)),
  row('min', 'with NaN', [rows4], (a) => a.min(1)),
  row('argmax', '', [f(33, 65)], (a) => a.argmax(1)),
  row('argmax', 'of the first axis', [f(65, 9)], (a) => a.argmax(0)),
  row('argmax', 'with ties and NaN', [{ shape: [6, 9], values: [1, 3, 3, -1, NaN, 0, -0] }], (a) => a.argmax(1)),
  row('argmin', 'with ties and NaN', [{ shape: [6, 9], values: [1, -3, -3, 1, NaN, 0, -0, 5] }], (a) => a.argmin(1)),
  row('argmax', 'of integers', [i(7, 100)], (a) => a.argmax(-1)),
  row('sum', 'beside a maximum of the same', [f(31, 40)], (a) => a.sum(1).add(a.max(1))),
  row('mean', 'in two stages', [f(31, 40)], (a) => tl.square(a.sub(a.mean(1, { keepDims: true }))).mean(1)),
  row('sum', 'of a reduction', [f(31, 40)], (a) => a.exp().sum(1).log().sum()),
];
