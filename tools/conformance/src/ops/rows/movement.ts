// Rows of the ops that move elements and change none.
import * as tl from '@tensorloom/tensor-core';
import { b, f, row, special, type OpRow } from '../op-row.js';

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
  row('slice', 'backwards', [f(9, 11)], (a) => a.slice([7, null, -2], [null, 2, -3]), { gradient: 2 }),
  row('flip', '', [f(4, 5, 3)], (a) => a.flip([0, -1]), { gradient: 2 }),
  row('flip', 'of a transpose, added to itself', [f(6, 6)], (a) => a.transpose().flip(0).add(a).flip()),
  row('flip', 'of bool, of nothing', [b(7), f(0, 3)], (a, nothing) => a.flip().add(nothing.flip().sum())),
  row('flip', 'of a factor of a product', [f(9, 20), f(20, 7)], (x, y) => x.flip(1).matmul(y.flip(0)), { gradient: 2 }),
  row('flip', 'beside a sum over the turned axis', [f(33, 65)], (a) =>
    a
      .sub(a.max(1, { keepDims: true }))
      .flip(1)
      .sum(1),
  ),
  row('roll', '', [f(4, 5)], (a) => a.roll([1, -2], [0, 1]), { gradient: 2 }),
  row('roll', 'of all elements', [f(4, 5)], (a) => a.roll(7), { gradient: 1 }),
  row('swapAxes', '', [f(3, 5, 7)], (a) => a.swapAxes(0, -1), { gradient: 1 }),
  row('moveAxis', '', [f(3, 5, 7)], (a) => a.moveAxis([0, 1], [-1, 0]), { gradient: 1 }),
  row('tile', '', [f(3, 4)], (a) => a.tile([2, 1, 3]), { gradient: 2 }),
  row('repeat', '', [f(3, 4)], (a) => a.repeat(3, 1), { gradient: 2 }),
  row('repeat', 'by counts', [f(3, 4)], (a) => a.repeat([2, 0, 3], 0), { gradient: 2 }),
  row('split', '', [f(7, 4)], (a) => tl.concat(a.split([2, 4, 1]).reverse(), 0), { gradient: 2 }),
  row('unstack', '', [f(3, 4)], (a) => tl.unstack(a, 1).reduce((x, y) => x.mul(2).add(y)), { gradient: 2 }),
  row('tril', 'of batches, with NaN above', [{ ...special, shape: [2, 3, 4] }], (a) => tl.tril(a.abs(), -3)),
  row('tril', '', [f(2, 3, 4)], (a) => tl.tril(a, 1), { gradient: 2 }),
  row('triu', '', [f(5, 3)], (a) => tl.triu(a, -1), { gradient: 2 }),
  row('diagonal', '', [f(4, 3, 6)], (a) => a.diagonal(-1, 2, 0), { gradient: 2 }),
  row('trace', '', [f(5, 5)], (a) => tl.trace(a), { gradient: 2 }),
  row('meshgrid', '', [f(5), f(3)], (x, y) => tl.stack(tl.meshgrid([x, y])), { gradient: 2 }),
  // prettier-ignore
  row('pad', 'of the edge', [f(4, 5)], (a) => a.pad([[1, 2], [0, 3]], { mode: 'edge' }), { gradient: 2 }),
  // prettier-ignore
  row('pad', 'mirrored', [f(4, 5)], (a) => a.pad([[3, 2], [0, 4]], { mode: 'reflect' }), { gradient: 2 }),
  row('barrier', '', [f(3, 5), f(4)], (x, y) => tl.barrier(x.sin(), y.exp()).mul(x.sin()), {
    gradient: 2,
  }),
  row('barrier', 'behind a number of the host', [f(65)], (x) =>
    tl.barrier(x, tl.barrier(x.sum(), tl.tensor(1))).add(x),
  ),
];
