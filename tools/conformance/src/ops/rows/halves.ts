// Rows of float16: computed in float32, each result rounded to a half, the same on every device.
import * as tl from '@tensorloom/tensor-core';
import type { Tensor } from '@tensorloom/tensor-core';
import { at, f, i, positive, row, special, type OpRow, type RowOptions } from '../op-row.js';

/** The reference computes in doubles: an op may differ by half a step of 2^-10. */
const options: RowOptions = { tolerance: 1e-3 };
const h = (x: Tensor): Tensor => x.cast('float16');

/** Special values that are halves, or near one. */
const few = {
  ...special,
  values: special.values.filter((value) => !(Math.abs(value) > 1e5 && Math.abs(value) < 1e31)),
};

/** All of them. */
export const halfRows: readonly OpRow[] = [
  row('cast', 'to float16 and back', [f(3, 65)], (x) => h(x), options),
  row('cast', 'of special values to float16', [few], (x) => h(x), options),
  row(
    'cast',
    'to the edges of float16',
    [{ shape: [8], values: [65504, 65519, -65519, 1e-4, 6.2e-5, 3e-6, 2049, 0.1] }],
    (x) => h(x),
    options,
  ),
  row('cast', 'of integers to float16', [i(33)], (x) => h(x), options),
  row('cast', 'of float16 to int32', [f(65)], (x) => h(x.mul(100).floor()).cast('int32')),
  row('add', 'of halves', [f(7, 33), f(33)], (x, y) => h(x).add(h(y)).mul(2), options),
  row('exp', 'of halves, in a chain', [f(31, 7)], (x) => h(x).exp().add(1).log().tanh(), { tolerance: 4e-3 }),
  row('less', 'of halves', [f(65), f(65)], (x, y) => h(x).less(h(y))),
  row('where', 'of halves', [f(9, 7), f(9, 7)], (x, y) => tl.where(x.greater(0), h(x), h(y)), options),
  row('concat', 'of halves', [f(3, 5), f(3, 4)], (x, y) => tl.concat([h(x), h(y)], 1).transpose(), options),
  row('gather', 'of halves', [f(9, 5), at([7], 0, 8)], (x, k) => h(x).gather(k), options),
  row('sum', 'of halves, added up in float32', [{ shape: [3, 5001], low: 0, high: 1 }], (x) => h(x).sum(1), options),
  row('mean', 'of halves', [f(5, 33)], (x) => h(x).mean(0), options),
  row('max', 'of halves', [f(5, 33)], (x) => h(x).max(1), options),
  row('argmax', 'of halves', [{ shape: [5, 9], values: [1, 2, 8, 4, 16, 3, 32] }], (x) => h(x).argmax(1)),
  row('cumulativeSum', 'of halves', [positive(3, 20)], (x) => tl.cumulativeSum(h(x), 1), options),
  row('sort', 'of halves', [f(3, 40)], (x) => tl.sort(h(x)), options),
  row('matmul', 'of halves', [f(33, 65), f(65, 17)], (x, y) => h(x).matmul(h(y)), options),
  row(
    'matmul',
    'of halves, transposed views, with bias',
    [f(20, 9), f(5, 20), f(5)],
    (x, y, c) => h(x).transpose().matmul(h(y).transpose()).add(h(c)).relu(),
    options,
  ),
  row('matmul', 'of halves with float32', [f(9, 20), f(20, 5)], (x, y) => h(x).matmul(y), options),
  row(
    'conv2d',
    'of halves',
    [f(2, 9, 8, 3), f(3, 3, 3, 5)],
    (x, k) => tl.conv2d(h(x), h(k), { padding: 'same' }),
    options,
  ),
  row('maxPool2d', 'of halves', [f(2, 9, 8, 3)], (x) => tl.maxPool2d(h(x), 2), options),
  row('softmax', 'of halves', [f(9, 33)], (x) => h(x).softmax(), options),
  row('layerNorm', 'of halves', [f(9, 33)], (x) => tl.layerNorm(h(x)), options),
  row('variance', 'of large halves', [{ shape: [5, 33], low: 500, high: 900 }], (x) => tl.variance(h(x), 1), options),
  row('logSumExp', 'of halves', [f(5, 33)], (x) => tl.logSumExp(h(x), 1), options),
  row(
    'sparseSoftmaxCrossEntropy',
    'of halves, in float32',
    [at([9], 0, 4), f(9, 5)],
    (y, x) => tl.sparseSoftmaxCrossEntropy(y, h(x)),
    options,
  ),
  row('layerNorm', 'of halves whose squares are none', [f(9, 33)], (x) => tl.layerNorm(h(x.mul(1000))), options),
  row(
    'scaledDotProductAttention',
    'of halves, to no key',
    [f(1, 2, 3, 4), f(1, 2, 5, 4), { shape: [3, 5], dtype: 'bool', values: [0, 0, 0, 0, 0, 1, 0, 1] }],
    (q, k, mask) => tl.scaledDotProductAttention(h(q), h(k), h(k), { mask }),
    options,
  ),
  row('resize', 'of halves', [f(1, 5, 4, 3)], (x) => tl.resize(h(x), 7), options),
  row('adaptiveAveragePool2d', 'of halves', [f(1, 5, 7, 3)], (x) => tl.adaptiveAveragePool2d(h(x), 3), options),
  row('convTranspose2d', 'of halves', [f(1, 4, 3, 2), f(3, 3, 4, 2)], (x, k) => tl.convTranspose2d(h(x), k), options),
  row('matmul', 'through float16', [f(9, 8), f(8, 5)], (x, y) => h(x).matmul(h(y)).cast('float32').tanh(), {
    tolerance: 4e-3,
  }),
];
