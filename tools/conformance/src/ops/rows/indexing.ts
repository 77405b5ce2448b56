// Rows of indexing by tensors.
import * as tl from '@tensorloom/tensor-core';
import { at, f, row, type OpRow } from '../op-row.js';

/** All of them. */
export const indexingRows: readonly OpRow[] = [
  row('gather', 'rows', [f(9, 5), at([3, 4], 0, 8)], (x, k) => x.gather(k), { gradient: 2 }),
  row('gather', 'along the last axis, clamped', [f(4, 5), at([7], -3, 9)], (x, k) => x.gather(k, 1), { gradient: 2 }),
  row('oneHot', '', [at([9], -1, 5)], (k) => k.oneHot(5)),
  row('eye', 'with arange', [f(5, 5)], (x) => x.add(tl.eye(5)).add(tl.arange(5))),
];
