// Rows of the poolings. Maxima are taken once more of their squares: the gradient of the gradient flows back to the same elements.
import * as tl from '@tensorloom/tensor-core';
import { f, row, special, type OpRow } from '../op-row.js';

const windows = [
  ['2', 2, {}],
  ['3x2, stride 1', [3, 2], { strides: 1 }],
  ['3, stride 2, same', 3, { strides: 2, padding: 'same' }],
] as const;

const pools2d = windows.flatMap(([about, window, options]) => [
  row('maxPool2d', about, [f(2, 9, 8, 3)], (x) => tl.maxPool2d(x, window, options), { gradient: 1 }),
  row('maxPool2d', `${about}, squared`, [f(1, 6, 5, 2)], (x) => tl.maxPool2d(x, window, options).square(), {
    gradient: 2,
    tolerance: 1e-4,
  }),
  row('averagePool2d', about, [f(2, 9, 8, 3)], (x) => tl.averagePool2d(x, window, options), { gradient: 2 }),
]);

const pools3d = [
  ['2', 2, {}],
  ['strides of their own, same', [2, 3, 2], { strides: [1, 2, 3], padding: 'same' }],
] as const;

/** All of them. */
export const poolingRows: readonly OpRow[] = [
  ...pools2d,
  row('maxPool2d', 'channels first', [f(2, 3, 6, 5)], (x) => tl.maxPool2d(x, 2, { dataFormat: 'channelsFirst' }), {
    gradient: 1,
  }),
  row('maxPool2d', 'of special values', [special], (x) => tl.maxPool2d(x.reshape([1, 1, 17, 1]), [1, 3])),
  row(
    'averagePool2d',
    'counting padding',
    [f(2, 5, 6, 3)],
    (x) => tl.averagePool2d(x, 3, { strides: 2, padding: 'same', countPadding: true }),
    { gradient: 2 },
  ),
  row('maxPool1d', 'same', [f(2, 9, 3)], (x) => tl.maxPool1d(x, 3, { strides: 2, padding: 'same' }), { gradient: 1 }),
  row('averagePool1d', '', [f(2, 9, 3)], (x) => tl.averagePool1d(x, 3, { strides: 2 }), { gradient: 2 }),
  ...pools3d.flatMap(([about, window, options]) => [
    row('maxPool3d', about, [f(2, 4, 5, 6, 2)], (x) => tl.maxPool3d(x, window, options), { gradient: 1 }),
    row('averagePool3d', about, [f(2, 4, 5, 6, 2)], (x) => tl.averagePool3d(x, window, options), { gradient: 2 }),
  ]),
  row(
    'averagePool3d',
    'counting padding, channels first',
    [f(1, 2, 3, 4, 5)],
    (x) => tl.averagePool3d(x, 2, { padding: 'same', countPadding: true, dataFormat: 'channelsFirst' }),
    { gradient: 2 },
  ),
  row('globalMaxPool', 'of special values', [special], (x) => tl.globalMaxPool(x.reshape([1, 17, 1]))),
  row('adaptiveMaxPool1d', 'of special values', [special], (x) => tl.adaptiveMaxPool1d(x.reshape([1, 17, 1]), 7)),
  row('adaptiveAveragePool1d', 'of special values', [special], (x) =>
    tl.adaptiveAveragePool1d(x.reshape([1, 17, 1]), 7),
  ),
  row('averagePool1d', 'of special values', [special], (x) => tl.averagePool1d(x.reshape([1, 17, 1]), 2)),
  row('globalAveragePool', '', [f(3, 5, 7, 4)], (x) => tl.globalAveragePool(x), { gradient: 2 }),
  row('globalAveragePool', 'kept', [f(3, 5, 4)], (x) => tl.globalAveragePool(x, { keepDims: true }), { gradient: 2 }),
  row('globalMaxPool', 'channels first', [f(3, 4, 5, 7)], (x) => tl.globalMaxPool(x, { dataFormat: 'channelsFirst' }), {
    gradient: 1,
  }),
  row('adaptiveAveragePool1d', '', [f(2, 7, 3)], (x) => tl.adaptiveAveragePool1d(x, 3), { gradient: 2 }),
  row('adaptiveAveragePool2d', '', [f(2, 7, 9, 3)], (x) => tl.adaptiveAveragePool2d(x, [3, 4]), { gradient: 2 }),
  row('adaptiveAveragePool2d', 'that divides', [f(2, 6, 4, 3)], (x) => tl.adaptiveAveragePool2d(x, 2), { gradient: 2 }),
  row('adaptiveAveragePool2d', 'larger', [f(1, 3, 2, 2)], (x) => tl.adaptiveAveragePool2d(x, [5, 3]), { gradient: 2 }),
  row(
    'adaptiveMaxPool1d',
    'channels first',
    [f(2, 3, 7)],
    (x) => tl.adaptiveMaxPool1d(x, 4, { dataFormat: 'channelsFirst' }),
    { gradient: 1 },
  ),
  row('adaptiveMaxPool2d', '', [f(2, 7, 9, 3)], (x) => tl.adaptiveMaxPool2d(x, [3, 4]), { gradient: 1 }),
  row('adaptiveMaxPool2d', 'that divides', [f(2, 6, 4, 3)], (x) => tl.adaptiveMaxPool2d(x, 2), { gradient: 1 }),
];
