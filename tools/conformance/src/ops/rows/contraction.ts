// Rows of the matrix products.
import * as tl from '@tensorloom/tensor-core';
import { f, row, type OpRow } from '../op-row.js';

const sizes = [
  [1, 1, 1],
  [3, 7, 31],
  [33, 65, 17],
  [63, 129, 65],
  [128, 30, 10],
] as const;

/** Large enough for a software adapter to load four elements at a time, where they lie in whole fours. */
const largeRows: readonly OpRow[] = [
  row('matmul', 'large, with bias and relu', [f(390, 384), f(384, 420), f(420)], (x, y, c) =>
    x.matmul(y).add(c).relu(),
  ),
  row('matmul', 'large, transposed', [f(385, 384), f(387, 384)], (x, y) => tl.matmul(x, y, { transposeB: true })),
  row('matmul', 'large, of a transpose', [f(384, 388), f(384, 412)], (x, y) => x.transpose().matmul(y)),
  row('matmul', 'large, both transposed', [f(384, 388), f(417, 384)], (x, y) =>
    tl.matmul(x, y, { transposeA: true, transposeB: true }),
  ),
  row('matmul', 'large, batched', [f(3, 1, 200, 260), f(3, 2, 260, 292)], (x, y) => x.matmul(y)),
  row('matmul', 'large, of slices in fours', [f(390, 392), f(390, 400)], (x, y) =>
    x.slice([3, 387], [4, 388]).matmul(y.slice([2, 386], [8, 396])),
  ),
  row('matmul', 'large, of slices that begin between', [f(390, 392), f(390, 400)], (x, y) =>
    x.slice([3, 387], [2, 386]).matmul(y.slice([2, 386], [5, 393])),
  ),
  row('matmul', 'large, with its operand added', [f(384, 384), f(384, 384)], (x, y) => x.matmul(y).add(x)),
  row('matmul', 'large, of one operand with itself', [f(384, 384)], (x) => x.matmul(x.transpose())),
];

/** All of them. */
export const contractionRows: readonly OpRow[] = [
  ...sizes.map(([m, k, n]) => row('matmul', `${m}x${k}x${n}`, [f(m, k), f(k, n)], (x, y) => x.matmul(y))),
  row('matmul', '', [f(5, 7), f(7, 3)], (x, y) => x.matmul(y), { gradient: 2 }),
  row('matmul', 'transposed', [f(31, 20), f(33, 20)], (x, y) => tl.matmul(x, y, { transposeB: true })),
  row('matmul', 'of a transpose', [f(20, 31), f(20, 33)], (x, y) => x.transpose().matmul(y)),
  row(
    'matmul',
    'both transposed',
    [f(6, 7), f(5, 6)],
    (x, y) => tl.matmul(x, y, { transposeA: true, transposeB: true }),
    {
      gradient: 2,
    },
  ),
  row('matmul', 'batched', [f(3, 5, 7, 9), f(3, 5, 9, 4)], (x, y) => x.matmul(y)),
  row('matmul', 'with broadcast batches', [f(3, 1, 3, 4), f(2, 4, 2)], (x, y) => x.matmul(y), { gradient: 2 }),
  row('matmul', 'of a slice', [f(9, 20), f(20, 11)], (x, y) => x.slice([1, 8]).matmul(y.slice(null, [2, 9]))),
  row('matmul', 'with bias and relu', [f(33, 20), f(20, 17), f(17)], (x, y, c) => x.matmul(y).add(c).relu()),
  row('matmul', 'of a computed operand', [f(33, 20), f(20, 17)], (x, y) => x.tanh().matmul(y.mul(2)).sum(0)),
  row('matmul', 'added to another', [f(9, 20), f(20, 17), f(20, 17)], (x, y, z) => x.matmul(y).add(x.matmul(z).relu())),
  row('matmul', 'of a vector', [f(20), f(20, 17)], (x, y) => x.matmul(y)),
  row('matmul', 'of six batch axes', [f(2, 1, 2, 3, 4), f(2, 3, 1, 4, 5)], (x, y) => x.matmul(y)),
  ...largeRows,
];
