// Rows of the normalizations.
import * as tl from '@tensorloom/tensor-core';
import { f, positive, row, special, type OpRow } from '../op-row.js';

const smooth = { gradient: 2, tolerance: 1e-4 } as const;

/** All of them. */
export const normalizationRows: readonly OpRow[] = [
  row('layerNorm', '', [f(5, 9), f(9), f(9)], (x, s, o) => tl.layerNorm(x, s, o), smooth),
  row(
    'layerNorm',
    'over two axes',
    [f(3, 4, 5), f(4, 5)],
    (x, s) => tl.layerNorm(x, s, null, { axes: [1, 2] }),
    smooth,
  ),
  row('layerNorm', 'of an inner axis', [f(3, 4, 5), f(4)], (x, o) => tl.layerNorm(x, null, o, { axes: 1 }), smooth),
  row('layerNorm', 'of long rows', [f(7, 300), f(300), f(300)], (x, s, o) => tl.layerNorm(x, s, o), {
    tolerance: 1e-4,
  }),
  // A mean near 1000 is rounded by 6e-5, where the numbers spread by 0.3.
  row('layerNorm', 'of far numbers', [{ shape: [4, 33], low: 1000, high: 1001 }], (x) => tl.layerNorm(x), {
    tolerance: 1e-3,
  }),
  row('layerNorm', 'of rows all alike', [{ shape: [3, 8], values: [2] }], (x) => tl.layerNorm(x)),
  row('layerNorm', 'of special values', [special], (x) => tl.layerNorm(tl.stack([x, tl.ones([17])]))),
  row('rmsNorm', '', [f(5, 9), f(9)], (x, s) => tl.rmsNorm(x, s), smooth),
  row('rmsNorm', 'of zeros', [{ shape: [3, 8], values: [0] }], (x) => tl.rmsNorm(x)),
  row('groupNorm', '', [f(2, 3, 4, 6), f(6), f(6)], (x, s, o) => tl.groupNorm(x, 3, s, o), smooth),
  row(
    'groupNorm',
    'channels first',
    [f(2, 4, 5), f(4)],
    (x, s) => tl.groupNorm(x, 2, s, null, { dataFormat: 'channelsFirst' }),
    smooth,
  ),
  row('instanceNorm', '', [f(2, 3, 4, 3), f(3), f(3)], (x, s, o) => tl.instanceNorm(x, s, o), smooth),
  row('instanceNorm', 'of steps', [f(2, 7, 3)], (x) => tl.instanceNorm(x, null, null, { epsilon: 1e-5 }), smooth),
  row('batchMoments', '', [f(5, 3, 4)], (x) => tl.stack(Object.values(tl.batchMoments(x))), smooth),
  row(
    'batchNorm',
    'in training',
    [f(6, 3, 4), f(4), f(4)],
    (x, s, o) => tl.batchNorm(x, tl.batchMoments(x), s, o),
    smooth,
  ),
  row(
    'batchNorm',
    'in inference',
    [f(6, 3), f(3), positive(3), f(3), f(3)],
    (x, mean, variance, s, o) => tl.batchNorm(x, { mean, variance }, s, o),
    smooth,
  ),
  row(
    'batchNorm',
    'of another axis',
    [f(4, 3, 5)],
    (x) => tl.batchNorm(x, tl.batchMoments(x, 1), null, null, { axis: 1 }),
    smooth,
  ),
];
