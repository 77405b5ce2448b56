// Rows of products over named axes.
import * as tl from '@tensorloom/tensor-core';
import { f, i, row, type InputSpec, type OpRow } from '../op-row.js';

function einsum(equation: string, inputs: readonly InputSpec[], gradient: 0 | 1 | 2 = 0): OpRow {
  return row('einsum', equation, inputs, (...operands) => tl.einsum(equation, ...operands), { gradient });
}

/** All of them. */
export const productRows: readonly OpRow[] = [
  // prettier-ignore
  row('dotGeneral', '', [f(3, 4, 5, 2), f(5, 2, 3, 6)], (x, y) => tl.dotGeneral(x, y, { contracting: [[2, 3], [0, 1]], batch: [[0], [2]] }), { gradient: 2 }),
  // prettier-ignore
  row('dotGeneral', 'of axes in another order', [f(2, 5, 3), f(3, 7, 2)], (x, y) => tl.dotGeneral(x, y, { contracting: [[0, 2], [2, 0]] }), { gradient: 2 }),
  row('dotGeneral', 'of integers', [i(4, 3), i(3, 5)], (x, y) => tl.dotGeneral(x, y, { contracting: [[1], [0]] })),
  row('tensordot', '', [f(2, 3, 4), f(3, 4, 5)], (x, y) => tl.tensordot(x, y), { gradient: 2 }),
  row('tensordot', 'over nothing', [f(3, 0), f(0, 4)], (x, y) => tl.tensordot(x, y, 1)),
  row('outer', '', [f(33), f(2, 3)], (x, y) => tl.outer(x, y), { gradient: 1 }),
  row('vecdot', '', [f(4, 1, 7), f(3, 7)], (x, y) => tl.vecdot(x, y), { gradient: 2 }),
  einsum('ii', [f(5, 5)], 1),
  einsum('iij->j', [f(4, 4, 3)], 1),
  einsum('ij->j', [f(33, 65)]),
  einsum('cba', [f(3, 4, 5)]),
  einsum('ij,jk', [f(7, 31), f(31, 3)], 1),
  einsum('ki,jk->ij', [f(20, 31), f(33, 20)]),
  einsum('bij,bjk->bki', [f(3, 5, 7), f(3, 7, 4)], 2),
  einsum('i,j->ij', [f(33), f(7)], 1),
  einsum('bi,bi->b', [f(9, 65), f(9, 65)], 1),
  einsum('i,ij,j->', [f(9), f(9, 7), f(7)], 2),
  einsum('...ij,...jk->...ik', [f(3, 1, 4, 5), f(2, 5, 6)], 1),
  einsum('bqhd,bkhd->bhqk', [f(2, 5, 3, 4), f(2, 6, 3, 4)], 1),
  einsum('ab,bc,cd,de,ea->', [f(3, 4), f(4, 5), f(5, 2), f(2, 6), f(6, 3)], 1),
  einsum('ijk,jil,klm->m', [f(3, 4, 5), f(4, 3, 2), f(5, 2, 6)], 1),
  einsum('iij,jkk,i->k', [f(3, 3, 4), f(4, 5, 5), f(3)], 1),
];
