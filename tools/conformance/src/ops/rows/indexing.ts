// Rows of indexing by tensors.
import * as tl from '@tensorloom/tensor-core';
import { at, b, f, i, row, type OpRow } from '../op-row.js';

/** All of them. */
export const indexingRows: readonly OpRow[] = [
  row('gather', 'rows', [f(9, 5), at([3, 4], 0, 8)], (x, k) => x.gather(k), { gradient: 2 }),
  row('gather', 'along the last axis, clamped', [f(4, 5), at([7], -3, 9)], (x, k) => x.gather(k, 1), { gradient: 2 }),
  row('oneHot', '', [at([9], -1, 5)], (k) => k.oneHot(5)),
  row('eye', 'with arange', [f(5, 5)], (x) => x.add(tl.eye(5)).add(tl.arange(5))),
  row('take', 'of all', [f(4, 5), at([2, 3], -3, 25)], (x, k) => x.take(k), { gradient: 2 }),
  row('take', 'along an axis', [f(4, 5), at([3], -1, 5)], (x, k) => x.take(k, 1), { gradient: 2 }),
  row('takeAlongAxis', '', [f(4, 5, 3), at([4, 7, 3], -3, 9)], (x, k) => x.takeAlongAxis(k, 1), { gradient: 2 }),
  row('takeAlongAxis', 'with broadcast axes', [f(4, 1, 3), at([1, 7, 2], 0, 2)], (x, k) => x.tanh().takeAlongAxis(k)),
  row('takeAlongAxis', 'of uint32 indices, of bool', [b(33, 65), { ...at([33, 4], 0, 70), dtype: 'uint32' }], (x, k) =>
    x.takeAlongAxis(k),
  ),
  row('scatterAdd', '', [f(5, 3), at([7], -2, 7), f(7, 3)], (x, k, y) => tl.scatterAdd(x, k, y), { gradient: 2 }),
  row('scatterAdd', 'along an axis, by a matrix', [f(2, 5, 3), at([2, 4], 0, 4), f(2, 2, 4, 3)], (x, k, y) =>
    tl.scatterAdd(x, k, y, 1),
  ),
  row('scatterAdd', 'of a number to integers', [i(7), at([40], 0, 6)], (x, k) => tl.scatterAdd(x, k, 3)),
  row('scatterAdd', 'of nothing', [f(3, 2), at([0], 0, 0)], (x, k) => tl.scatterAdd(x, k, 1)),
  // So many that a processor sorts them, some outside of the range: sums of a few at each place.
  row('scatterAdd', 'of many along an axis', [f(2, 300, 3), at([600], -3, 305), f(2, 600, 3)], (x, k, y) =>
    tl.scatterAdd(x, k, y, 1),
  ),
  row('scatterMax', 'of many', [f(400, 2), at([20, 30], -3, 405), f(20, 30, 2)], (x, k, y) => tl.scatterMax(x, k, y)),
  row('scatterSet', '', [f(5, 3), at([7], -2, 7), f(7, 3)], (x, k, y) => tl.scatterSet(x, k, y), { gradient: 2 }),
  row('scatterSet', 'along an axis, by a matrix', [f(2, 5, 3), at([2, 4], 0, 4), f(2, 2, 4, 3)], (x, k, y) =>
    tl.scatterSet(x, k, y.exp(), 1),
  ),
  row('scatterSet', 'of bool', [b(65), at([33], 0, 70)], (x, k) => tl.scatterSet(x, k, true)),
  row('scatterMax', '', [f(5, 3), at([7], -2, 7), f(7, 3)], (x, k, y) => tl.scatterMax(x, k, y), { gradient: 2 }),
  row('scatterMax', 'of integers', [i(2, 9), at([33], 0, 8), i(2, 33)], (x, k, y) => tl.scatterMax(x, k, y, 1)),
  row('putAlongAxis', '', [f(4, 5), at([4, 3], -1, 5), f(4, 3)], (x, k, y) => tl.putAlongAxis(x, k, y), {
    gradient: 2,
  }),
  row('putAlongAxis', 'of one row of indices', [i(9, 5), at([1, 5], 0, 8)], (x, k) => tl.putAlongAxis(x, k, 77, 0)),
  row('segmentSum', '', [f(33, 3), at([33], -1, 9)], (x, k) => tl.segmentSum(x, k, 8), { gradient: 2 }),
  row('segmentSum', 'of bool, with empty segments', [b(65), at([65], 3, 5)], (x, k) => tl.segmentSum(x, k, 9)),
  row('dynamicSlice', '', [f(5, 4, 3), at([3], 0, 1)], (x, k) => tl.dynamicSlice(x, k, [2, 3, 2]), { gradient: 2 }),
  row('dynamicSlice', 'beyond both ends', [f(9, 7), { ...at([2], 0, 0), values: [-4, 99] }], (x, k) =>
    tl.dynamicSlice(x.mul(2), k.mul(1), [4, 3]),
  ),
  row('dynamicUpdateSlice', '', [f(5, 4), f(2, 3), at([2], 0, 2)], (x, y, k) => tl.dynamicUpdateSlice(x, y, k), {
    gradient: 2,
  }),
  row('dynamicUpdateSlice', 'beyond both ends', [f(9, 7), f(4, 3), { ...at([2], 0, 0), values: [99, -4] }], (x, y, k) =>
    tl.dynamicUpdateSlice(x, y.exp(), k),
  ),
];
