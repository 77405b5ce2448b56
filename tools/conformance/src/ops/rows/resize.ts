// Rows of resize: larger and smaller, each method, each rule of places.
import * as tl from '@tensorloom/tensor-core';
import { f, row, special, type OpRow } from '../op-row.js';

const rules = [
  ['', {}],
  ['corners aligned', { alignCorners: true }],
  ['places at multiples', { halfPixelCenters: false }],
] as const;
const sizes = [
  ['larger', [7, 8]],
  ['smaller', [2, 3]],
  ['of one place', [1, 8]],
] as const;

/** All of them. */
export const resizeRows: readonly OpRow[] = [
  ...(['nearest', 'bilinear'] as const).flatMap((method) =>
    rules.flatMap(([rule, options]) =>
      sizes.map(([about, size]) =>
        row(
          'resize',
          [method, about, rule].filter((word) => word !== '').join(', '),
          [f(2, 5, 4, 3)],
          (x) => tl.resize(x, size, { method, ...options }),
          { gradient: 2 },
        ),
      ),
    ),
  ),
  row('resize', 'nearest, of special values', [special], (x) =>
    tl.resize(x.reshape([1, 17, 1, 1]), [29, 2], { method: 'nearest' }),
  ),
  row('resize', 'bilinear, of special values', [special], (x) => tl.resize(x.reshape([1, 17, 1, 1]), [29, 2])),
  row('resize', 'channels first', [f(2, 3, 4, 5)], (x) => tl.resize(x, 6, { dataFormat: 'channelsFirst' }), {
    gradient: 2,
  }),
  row('resize', 'to the same size', [f(1, 4, 4, 2)], (x) => tl.resize(x, 4), { gradient: 2 }),
];
