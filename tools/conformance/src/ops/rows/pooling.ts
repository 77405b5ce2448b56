// Rows of the poolings.
import * as tl from '@tensorloom/tensor-core';
import { f, row, type OpRow } from '../op-row.js';

const windows = [
  ['2', 2, {}],
  ['3x2, stride 1', [3, 2], { strides: 1 }],
  ['3, stride 2, same', 3, { strides: 2, padding: 'same' }],
] as const;

/** All of them. */
export const poolingRows: readonly OpRow[] = windows.flatMap(([about, window, options]) => [
  row('maxPool2d', about, [f(2, 9, 8, 3)], (x) => tl.maxPool2d(x, window, options), { gradient: 1 }),
  row('averagePool2d', about, [f(2, 9, 8, 3)], (x) => tl.averagePool2d(x, window, options), { gradient: 2 }),
]);
