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
  row('matmul', 'large, with bias and relu', [f(260, 252), f(252, 292), f(292)], (x, y, c) =>
    x.matmul(y).add(c).relu(),
  ),
  row('matmul', 'large, transposed', [f(257, 256), f(259, 256)], (x, y) => tl.matmul(x, y, { transposeB: true })),
  row('matmul', 'large, of a transpose', [f(256, 260), f(256, 284)], (x, y) => x.transpose().matmul(y)),
  row('matmul', 'large, both transposed', [f(252, 260), f(289, 252)], (x, y) =>
    tl.matmul(x, y, { transposeA: true, transposeB: true }),
  ),
  row('matmul', 'large, batched', [f(3, 1, 128, 132), f(3, 2, 132, 164)], (x, y) => x.matmul(y)),
  row('matmul', 'large, of slices in fours', [f(270, 264), f(260, 300)], (x, y) =>
    x.slice([3, 263], [4, 260]).matmul(y.slice([2, 258], [8, 292])),
  ),
  row('matmul', 'large, of slices that begin between', [f(270, 264), f(260, 300)], (x, y) =>
    x.slice([3, 263], [2, 258]).matmul(y.slice([2, 258], [5, 289])),
  ),
  row('matmul', 'large, with its operand added', [f(256, 256), f(256, 256)], (x, y) => x.matmul(y).add(x)),
  row('matmul', 'large, of one operand with itself', [f(256, 256)], (x) => x.matmul(x.transpose())),
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
