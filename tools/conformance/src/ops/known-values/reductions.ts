// Known values of reductions and of elementwise functions: worked out by hand, or printed in NumPy's and SciPy's documentation.
import * as tl from '@tensorloom/tensor-core';
import type { KnownValue } from './known-value.js';

// prettier-ignore
const grid = (): tl.Tensor => tl.tensor([[1, 2], [3, 4]]);
const whole = (...values: number[]): tl.Tensor => tl.tensor(Int32Array.from(values));

/** All of them. */
export const reductionValues: readonly KnownValue[] = [
  ['prod', () => grid().prod(1), [2, 12]],
  ['variance', () => grid().variance(), 1.25],
  ['variance of columns', () => grid().variance(0), [1, 1]],
  ['standardDeviation', () => grid().standardDeviation(), 1.118033988749895],
  [
    'standardDeviation with correction',
    () => tl.tensor([-2.1, -1, 4.3]).standardDeviation(0, { correction: 1 }),
    3.421987726453725,
  ],
  ['norm', () => tl.arange(9).sub(4).norm(), 7.745966692414834],
  ['norm of order 1', () => tl.arange(9).sub(4).norm(0, { order: 1 }), 20],
  ['norm of order 3', () => tl.arange(9).sub(4).norm(0, { order: 3 }), 5.8480354764257312],
  ['norm of order Infinity', () => tl.arange(9).sub(4).norm(0, { order: Infinity }), 4],
  ['logSumExp', () => tl.arange(10).logSumExp(), 9.4586297444267107],
  ['logSumExp of -Infinity', () => tl.tensor([-Infinity, -Infinity]).logSumExp(), -Infinity],
  // prettier-ignore
  ['countNonzero', () => tl.tensor([[0, 1, 7, 0], [3, 0, 2, 19]]).countNonzero(1), [2, 3]],
  ['any of NaN', () => tl.tensor([NaN, 0]).any(), true],
  ['all of nothing', () => tl.zeros([0]).all(), true],
  [
    'logAddExp',
    () => tl.logAddExp(tl.tensor([0, 1000]), tl.tensor([0, 1000])),
    [0.6931471805599453, 1000.6931471805599],
  ],
  ['hypot', () => tl.hypot(tl.tensor([3, 3e30]), tl.tensor([4, 4e30])), [5, 5e30]],
  ['lgamma', () => tl.lgamma(tl.tensor([3, 10, 0.5])), [0.6931471805599453, 12.801827480081469, 0.5723649429247001]],
  ['digamma', () => tl.digamma(tl.tensor([1, 2])), [-0.5772156649015329, 0.4227843350984671]],
  ['trigamma', () => tl.trigamma(tl.tensor([1])), [1.6449340668482264]],
  ['erfc', () => tl.erfc(tl.tensor([2, 0.5])), [0.004677734981047266, 0.4795001221869535]],
  ['erfinv', () => tl.erfinv(tl.tensor([0.2, -0.9])), [0.1791434546212917, -1.1630871536766743]],
  ['floorDivide', () => whole(7, -7, 7).floorDivide(whole(2, 2, 0)), [3, -4, 0]],
  ['shiftLeft', () => whole(5, 1, 1).shiftLeft(whole(2, 31, 32)), [20, -2147483648, 0]],
  ['shiftRight', () => whole(10, -10, -1).shiftRight(whole(1, 1, 40)), [5, -5, -1]],
  ['bitwiseXor', () => whole(31, 13).bitwiseXor(whole(5, 17)), [26, 28]],
];
