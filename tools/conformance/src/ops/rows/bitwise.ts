// Rows of the ops on bits.
import * as tl from '@tensorloom/tensor-core';
import { b, row, type InputSpec, type OpRow } from '../op-row.js';

const int32: InputSpec = { shape: [8], dtype: 'int32', values: [0, 1, -1, 12, 255, -256, 2 ** 31 - 1, -(2 ** 31)] };
const uint32: InputSpec = { shape: [8], dtype: 'uint32', values: [0, 1, 2, 12, 255, 65536, 2 ** 31, 2 ** 32 - 1] };
const counts = [0, 1, 4, 31, 32, 33, -1, -(2 ** 31), 100];

const down = (spec: InputSpec): InputSpec => ({ ...spec, shape: [8, 1] });

/** All of them. */
export const bitwiseRows: readonly OpRow[] = (['bitwiseAnd', 'bitwiseOr', 'bitwiseXor'] as const)
  .flatMap((name) => [
    row(name, '', [int32, down(int32)], tl[name]),
    row(name, 'of uint32', [uint32, down(uint32)], tl[name]),
    row(name, 'of bool', [b(33), b(33)], tl[name]),
  ])
  .concat([
    row('bitwiseNot', '', [int32], tl.bitwiseNot),
    row('bitwiseNot', 'of uint32', [uint32], tl.bitwiseNot),
    row('bitwiseNot', 'of bool', [b(33)], tl.bitwiseNot),
    ...(['shiftLeft', 'shiftRight'] as const).flatMap((name) => [
      row(name, 'by any count', [down(int32), { shape: [9], dtype: 'int32', values: counts }], tl[name]),
      row(
        name,
        'of uint32 by any count',
        [down(uint32), { shape: [9], dtype: 'uint32', values: counts.map((count) => count >>> 0) }],
        tl[name],
      ),
      row(name, 'by a number', [int32], (x) => tl[name](x, 3)),
      row(name, 'of bool', [b(9)], (x) => tl[name](x, 1)),
    ]),
  ]);
