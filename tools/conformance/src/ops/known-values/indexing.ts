// Known values of indexing: NumPy's, JAX's and XLA's documented examples.
import * as tl from '@tensorloom/tensor-core';
import type { KnownValue } from './known-value.js';

const whole = (...values: number[]): tl.Tensor => tl.tensor(Int32Array.from(values));
// prettier-ignore
const grid = (): tl.Tensor => tl.tensor([[10, 30, 20], [60, 40, 50]]);

/** All of them. */
export const indexingValues: readonly KnownValue[] = [
  ['take', () => tl.tensor([4, 3, 5, 7, 6, 8]).take(whole(0, 1, 4)), [4, 3, 6]],
  ['take, clamped', () => tl.tensor([4, 3, 5]).take(whole(-1, 9)), [4, 5]],
  // prettier-ignore
  ['takeAlongAxis', () => grid().takeAlongAxis(tl.tensor([[0, 2, 1], [1, 2, 0]], { dtype: 'int32' }), 1), [[10, 20, 30], [40, 50, 60]]],
  // prettier-ignore
  ['takeAlongAxis of one row', () => grid().takeAlongAxis(tl.tensor([[1, 0, 0]], { dtype: 'int32' }), 0), [[60, 30, 20]]],
  [
    'scatterAdd, twice at one index',
    () => tl.scatterAdd(tl.zeros([4]), whole(1, 3, 1), tl.tensor([1, 2, 5])),
    [0, 6, 0, 2],
  ],
  // prettier-ignore
  ['scatterAdd to columns', () => tl.scatterAdd(grid(), whole(2, 0), 1, 1), [[11, 30, 21], [61, 40, 51]]],
  [
    'scatterSet, the last of several',
    () => tl.scatterSet(tl.zeros([4]), whole(1, 3, 1), tl.tensor([1, 2, 5])),
    [0, 5, 0, 2],
  ],
  ['scatterSet, clamped', () => tl.scatterSet(tl.zeros([3]), whole(0, -7, 9), tl.tensor([1, 2, 3])), [2, 0, 3]],
  ['scatterMax', () => tl.scatterMax(tl.tensor([4, -4, 0, 9]), whole(1, 3, 1), tl.tensor([-1, 2, -3])), [4, -1, 0, 9]],
  // prettier-ignore
  ['putAlongAxis', () => tl.putAlongAxis(grid(), tl.tensor([[1], [0]], { dtype: 'int32' }), 99, 1), [[10, 99, 20], [99, 40, 50]]],
  // prettier-ignore
  ['segmentSum', () => tl.segmentSum(tl.tensor([[1, 2], [3, 4], [5, 6]]), whole(2, 0, 2), 3), [[3, 4], [0, 0], [6, 8]]],
  // prettier-ignore
  ['dynamicSlice', () => tl.dynamicSlice(tl.arange(12).reshape([3, 4]), whole(1, 1), [2, 3]), [[5, 6, 7], [9, 10, 11]]],
  ['dynamicSlice, clamped', () => tl.dynamicSlice(tl.arange(5), whole(4), [3]), [2, 3, 4]],
  ['dynamicUpdateSlice', () => tl.dynamicUpdateSlice(tl.zeros([6]), tl.ones([3]), whole(2)), [0, 0, 1, 1, 1, 0]],
  [
    'dynamicUpdateSlice, clamped',
    () => tl.dynamicUpdateSlice(tl.zeros([6]), tl.ones([3]), whole(5)),
    [0, 0, 0, 1, 1, 1],
  ],
  // prettier-ignore
  ['nonzero', () => tl.nonzero(tl.tensor([[3, 0, 0], [0, 4, 0], [5, 6, 0]])), [[0, 0], [1, 1], [2, 0], [2, 1]]],
  ['nonzero of NaN and -0', () => tl.nonzero(tl.tensor([NaN, -0, 1])), [[0], [2]]],
  ['nonzero of nothing', () => tl.nonzero(tl.zeros([2, 2])), []],
  ['booleanMask', () => tl.booleanMask(grid(), grid().greater(35)), [60, 40, 50]],
  ['booleanMask of rows', () => tl.booleanMask(grid(), tl.tensor([false, true])), [[60, 40, 50]]],
  ['booleanMask of nothing', () => tl.booleanMask(grid(), tl.tensor([false, false])), []],
];
