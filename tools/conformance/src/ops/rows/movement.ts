// Rows of the ops that move elements and change none.
import * as tl from '@tensorloom/tensor-core';
import { b, f, row, type OpRow } from '../op-row.js';

/** All of them. */
export const movementRows: readonly OpRow[] = [
  row('transpose', '', [f(3, 5, 7)], (a) => a.transpose([2, 0, 1]), { gradient: 2 }),
  row('reshape', 'after transpose', [f(6, 10)], (a) => a.transpose().reshape([4, 15]), { gradient: 2 }),
  row('slice', '', [f(9, 11)], (a) => a.slice([1, 8, 2], [3, -1]), { gradient: 2 }),
  row('slice', 'of a slice', [f(9, 11)], (a) => a.slice([2], null).slice(null, [1, 10, 3])),
  row('slice', 'by an index', [f(4, 5, 6)], (a) => a.slice(2, null, -1), { gradient: 2 }),
  // prettier-ignore
  row('pad', '', [f(4, 5)], (a) => a.pad([[1, 2], [0, 3]], 0.25), { gradient: 2 }),
  // prettier-ignore
  row('pad', 'of bool', [b(3, 3)], (a) => a.pad([[1, 0], [0, 1]], 1)),
  row('concat', '', [f(3, 4), f(3, 1), f(3, 6)], (...parts) => tl.concat(parts, 1), { gradient: 2 }),
  row('concat', 'of computed parts', [f(4, 3), f(2, 3)], (x, y) => tl.concat([x.exp(), y.mul(2)], 0).transpose()),
  row('stack', '', [f(3, 4), f(3, 4)], (...parts) => tl.stack(parts, 1), { gradient: 2 }),
  row('broadcastTo', '', [f(1, 7), f(5, 1)], (x, y) => x.broadcastTo([5, 7]).add(y), { gradient: 2 }),
  row('slice', 'among views of views', [f(6, 4, 5)], (a) =>
    a.transpose([1, 0, 2]).slice(null, [1, 6, 2]).reshape([4, 15]).transpose().add(1),
  ),
];
