// Rows of the composite ops: those with a name and a gradient of their own, made of primitives.
import * as tl from '@tensorloom/tensor-core';
import { at, f, positive, row, type OpRow } from '../op-row.js';

/** All of them. */
export const compositeRows: readonly OpRow[] = [
  row('softmax', '', [f(33, 10)], (x) => x.softmax(), { gradient: 2 }),
  row('softmax', 'of long rows', [f(7, 300)], (x) => x.softmax()),
  row('softmax', 'of the first axis', [f(9, 33)], (x) => x.softmax(0)),
  row('softmax', 'of huge logits', [{ shape: [3, 4], values: [1000, 1001, 999, -1000] }], (x) => x.softmax()),
  row('logSoftmax', '', [f(33, 10)], (x) => x.logSoftmax(), { gradient: 2 }),
  row('sparseSoftmaxCrossEntropy', '', [at([17], 0, 9), f(17, 10)], (y, x) => tl.sparseSoftmaxCrossEntropy(y, x), {
    gradient: 2,
  }),
  row('softmaxCrossEntropy', '', [positive(9, 7), f(9, 7)], (y, x) => tl.softmaxCrossEntropy(y.softmax(), x), {
    gradient: 2,
  }),
  row(
    'mean',
    'and what a normalised layer needs of it',
    [f(9, 70)],
    (x) => {
      const centred = x.sub(x.mean(1, { keepDims: true }));
      return centred.mul(centred.square().mean(1, { keepDims: true }).add(1e-3).rsqrt()).sin();
    },
    { gradient: 1 },
  ),
  row(
    'sparseSoftmaxCrossEntropy',
    'of a two-layer network',
    [f(17, 12), f(12, 9), f(9), f(9, 4)],
    (x, w, c, v) =>
      tl.sparseSoftmaxCrossEntropy(tl.zeros([17], { dtype: 'int32' }), x.matmul(w).add(c).relu().matmul(v)).mean(),
    { gradient: 1 },
  ),
];
