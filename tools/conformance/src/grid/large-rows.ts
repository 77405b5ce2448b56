// Rows beyond 65,535 workgroups, the most that one dimension of a grid may have: one for each form of kernel. (Elementwise
// kernels take 1,024 elements a workgroup; a tensor that large is left to the tests of the bare kernels.)
import { f, row, type OpRow } from '../ops/op-row.js';

/** By family. */
export const largeRows: Readonly<Record<string, readonly OpRow[]>> = {
  reduction: [
    row('sum', 'of 70,000 rows, each by a team', [f(70_000, 33)], (a) => a.sum(1)),
    row('max', 'of 2,100,000 rows, each by one lane', [f(2_100_000, 2)], (a) => a.max(1)),
  ],
  contraction: [row('matmul', 'of 70,000 batches', [f(70_000, 2, 3), f(70_000, 3, 2)], (x, y) => x.matmul(y))],
};
