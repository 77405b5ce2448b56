// The rows of the op suite: one line an op and case. Sizes are odd on purpose.
import * as tl from '@tensorloom/tensor-core';
import { valueAndGradients } from '@tensorloom/autograd';
import type { InputSpec, OpRow } from './op-row.js';

const special = [0, -0, 1, -1, 0.5, -2.5, 1.5, 2.5, 1e30, -1e30, 1e-30, Infinity, -Infinity, NaN, 88, -88, 3e9];
const f = (...shape: number[]): InputSpec => ({ shape });
const positive = (...shape: number[]): InputSpec => ({ shape, low: 0.1, high: 3 });
const i = (...shape: number[]): InputSpec => ({ shape, dtype: 'int32', low: -9, high: 9 });
const b = (...shape: number[]): InputSpec => ({ shape, dtype: 'bool' });
const row = (name: string, inputs: readonly InputSpec[], run: OpRow['run'], tolerance?: number): OpRow => ({
  name,
  inputs,
  run,
  ...(tolerance === undefined ? {} : { tolerance }),
});

const unaryFunctions = {
  neg: tl.neg,
  abs: tl.abs,
  sign: tl.sign,
  floor: tl.floor,
  ceil: tl.ceil,
  round: tl.round,
  exp: tl.exp,
  expm1: tl.expm1,
  log: tl.log,
  log1p: tl.log1p,
  sqrt: tl.sqrt,
  rsqrt: tl.rsqrt,
  reciprocal: tl.reciprocal,
  tanh: tl.tanh,
  sigmoid: tl.sigmoid,
  relu: tl.relu,
  isNaN: tl.isNaN,
  isFinite: tl.isFinite,
  softplus: tl.softplus,
  square: tl.square,
} as const;
const binaryFunctions = {
  add: tl.add,
  sub: tl.sub,
  mul: tl.mul,
  div: tl.div,
  pow: tl.pow,
  maximum: tl.maximum,
  minimum: tl.minimum,
  remainder: tl.remainder,
  equal: tl.equal,
  notEqual: tl.notEqual,
  less: tl.less,
  lessEqual: tl.lessEqual,
  greater: tl.greater,
  greaterEqual: tl.greaterEqual,
} as const;

/** Each special value with each other; a remainder of a quotient beyond 2^24 has no digit that is right in float32. */
function specialPairs(name: string): readonly InputSpec[] {
  const values =
    name === 'remainder'
      ? special.filter((value) => !(Math.abs(value) > 1e6 && Number.isFinite(value)) && Math.abs(value) !== 1e-30)
      : special;
  return [
    { shape: [values.length, 1], values },
    { shape: [values.length], values },
  ];
}

const elementwise: OpRow[] = [
  ...Object.entries(unaryFunctions).flatMap(([name, op]) => [
    row(name, [f(3, 65)], op, 1e-5),
    row(`${name} of special values`, [{ shape: [17], values: special }], op, 1e-4),
  ]),
  row('sin', [f(129)], tl.sin, 5e-4),
  row('cos', [f(129)], tl.cos, 5e-4),
  ...Object.entries(binaryFunctions).flatMap(([name, op]) => [
    row(name, [f(7, 33), f(7, 33)], op, 1e-4),
    row(`${name} broadcast`, [f(5, 1, 9), f(4, 1)], op, 1e-4),
    row(`${name} of special values`, specialPairs(name), op, 1e-4),
  ]),
  row('integer add, mul, remainder', [i(63), i(63)], (a, c) => a.add(c).mul(a).remainder(c)),
  row('integer maximum and comparison', [i(31), i(31)], (a, c) => tl.where(a.less(c), a.maximum(c), a.minimum(c))),
  row('logical', [b(65), b(65)], (a, c) => a.logicalAnd(c).logicalOr(a.logicalNot())),
  row('cast to int32', [{ shape: [17], values: special }], (a) => a.cast('int32')),
  row('cast to uint32', [{ shape: [17], values: special }], (a) => a.cast('uint32')),
  row('cast to bool', [{ shape: [17], values: special }], (a) => a.cast('bool')),
  row('cast of integers', [i(33)], (a) => a.cast('float32').mul(0.5)),
  row('where', [b(5, 7), f(5, 7), f(7)], (c, x, y) => tl.where(c, x, y)),
  row('clip', [f(127)], (a) => a.clip(-0.5, 0.75)),
  row(
    'a long chain',
    [f(31, 33), f(33)],
    (a, c) => a.mul(c).add(1).tanh().sub(c).exp().div(a.abs().add(1)).sqrt(),
    1e-5,
  ),
];

const reductions: OpRow[] = [
  ...(['sum', 'mean', 'max', 'min'] as const).flatMap((name) => [
    row(`${name} of all`, [f(7, 129)], (a) => a[name]()),
    row(`${name} of the last axis`, [f(65, 31)], (a) => a[name](-1)),
    row(`${name} of a long last axis`, [f(5, 1025)], (a) => a[name](-1)),
    row(`${name} of the first axis`, [f(33, 65)], (a) => a[name](0)),
    row(`${name} of the first axis of many`, [f(31, 257)], (a) => a[name](0)),
    row(`${name} of the middle axis`, [f(3, 65, 7)], (a) => a[name](1)),
    row(`${name} of outer axes`, [f(5, 7, 9)], (a) => a[name]([0, 2], { keepDims: true })),
  ]),
  row('sum of a large tensor', [f(300_001)], (a) => a.sum(), 1e-5),
  row('sum of integers', [i(63, 9)], (a) => a.sum(0)),
  row('sum of nothing', [f(0, 5)], (a) => a.sum(0)),
  row('max with NaN', [{ shape: [4, 5], values: special }], (a) => a.max(1)),
  row('min with NaN', [{ shape: [4, 5], values: special }], (a) => a.min(1)),
  row('argmax', [f(33, 65)], (a) => a.argmax(1)),
  row('argmax of the first axis', [f(65, 9)], (a) => a.argmax(0)),
  row('argmax with ties and NaN', [{ shape: [6, 9], values: [1, 3, 3, -1, NaN, 0, -0] }], (a) => a.argmax(1)),
  row('argmin with ties and NaN', [{ shape: [6, 9], values: [1, -3, -3, 1, NaN, 0, -0, 5] }], (a) => a.argmin(1)),
  row('argmax of integers', [i(7, 100)], (a) => a.argmax(-1)),
  row('two reductions of one tensor', [f(31, 40)], (a) => a.sum(1).add(a.max(1))),
  row('variance in two stages', [f(31, 40)], (a) =>
    a
      .sub(a.mean(1, { keepDims: true }))
      .square()
      .mean(1),
  ),
  row('reduction of a reduction', [f(31, 40)], (a) => a.exp().sum(1).log().sum()),
];

const movement: OpRow[] = [
  row('transpose', [f(3, 5, 7)], (a) => a.transpose([2, 0, 1])),
  row('reshape after transpose', [f(6, 10)], (a) => a.transpose().reshape([4, 15])),
  row('slice', [f(9, 11)], (a) => a.slice([1, 8, 2], [3, -1])),
  row('slice of a slice', [f(9, 11)], (a) => a.slice([2], null).slice(null, [1, 10, 3])),
  row('index', [f(4, 5, 6)], (a) => a.slice(2, null, -1)),
  row('pad', [f(4, 5)], (a) =>
    a.pad(
      [
        [1, 2],
        [0, 3],
      ],
      0.25,
    ),
  ),
  row('pad of bool', [b(3, 3)], (a) =>
    a.pad(
      [
        [1, 0],
        [0, 1],
      ],
      1,
    ),
  ),
  row('concat', [f(3, 4), f(3, 1), f(3, 6)], (...parts) => tl.concat(parts, 1)),
  row('concat of computed parts', [f(4, 3), f(2, 3)], (x, y) => tl.concat([x.exp(), y.mul(2)], 0).transpose()),
  row('stack', [f(3, 4), f(3, 4)], (...parts) => tl.stack(parts, 1)),
  row('broadcast and add', [f(1, 7), f(5, 1)], (x, y) => x.broadcastTo([5, 7]).add(y)),
  row('views of views', [f(6, 4, 5)], (a) =>
    a.transpose([1, 0, 2]).slice(null, [1, 6, 2]).reshape([4, 15]).transpose().add(1),
  ),
];

const contraction: OpRow[] = [
  ...[
    [1, 1, 1],
    [3, 7, 31],
    [33, 65, 17],
    [63, 129, 65],
    [128, 30, 10],
  ].map(([m, k, n]) => row(`matmul ${m}x${k}x${n}`, [f(m!, k!), f(k!, n!)], (x, y) => x.matmul(y))),
  row('matmul transposed', [f(31, 20), f(33, 20)], (x, y) => tl.matmul(x, y, { transposeB: true })),
  row('matmul of a transpose', [f(20, 31), f(20, 33)], (x, y) => x.transpose().matmul(y)),
  row('matmul, both transposed', [f(20, 31), f(33, 20)], (x, y) =>
    tl.matmul(x, y, { transposeA: true, transposeB: true }),
  ),
  row('batched matmul', [f(3, 5, 7, 9), f(3, 5, 9, 4)], (x, y) => x.matmul(y)),
  row('matmul with broadcast batches', [f(3, 1, 7, 9), f(5, 9, 4)], (x, y) => x.matmul(y)),
  row('matmul of a slice', [f(9, 20), f(20, 11)], (x, y) => x.slice([1, 8]).matmul(y.slice(null, [2, 9]))),
  row('matmul with bias and relu', [f(33, 20), f(20, 17), f(17)], (x, y, c) => x.matmul(y).add(c).relu()),
  row('matmul of a computed operand', [f(33, 20), f(20, 17)], (x, y) => x.tanh().matmul(y.mul(2)).sum(0)),
  row('two matmuls added', [f(9, 20), f(20, 17), f(20, 17)], (x, y, z) => x.matmul(y).add(x.matmul(z).relu())),
  row('vector products', [f(20), f(20, 17)], (x, y) => x.matmul(y)),
  row('matmul of six batch axes', [f(2, 1, 2, 3, 4), f(2, 3, 1, 4, 5)], (x, y) => x.matmul(y)),
];

const conv = (name: string, input: number[], kernel: number[], options: tl.Conv2dOptions): OpRow[] => [
  row(`conv2d ${name}`, [f(...input), f(...kernel)], (x, k) => tl.conv2d(x, k, options)),
  ...(['input', 'kernel'] as const).map((side, index) =>
    row(
      `conv2d ${name}: gradient of the ${side}`,
      [f(...input), f(...kernel)],
      (x, k) => {
        const { gradients } = valueAndGradients(() => tl.conv2d(x, k, options).sin().sum(), [x, k]);
        return gradients[index as 0 | 1];
      },
      5e-4,
    ),
  ),
];

const convolution: OpRow[] = [
  ...conv('valid', [2, 9, 8, 3], [3, 3, 3, 5], {}),
  ...conv('same, stride 2', [2, 9, 8, 3], [3, 2, 3, 5], { padding: 'same', strides: 2 }),
  ...conv('dilated', [1, 11, 10, 2], [3, 3, 2, 4], {
    dilation: [2, 3],
    padding: [
      [1, 2],
      [0, 3],
    ],
  }),
  ...conv('in groups', [2, 7, 7, 6], [3, 3, 2, 9], { groups: 3 }),
  ...conv('of one pixel', [3, 1, 1, 4], [1, 1, 4, 2], {}),
  ...conv('5x5, stride 3', [2, 14, 14, 1], [5, 5, 1, 8], { strides: 3 }),
  row('conv2d with bias and relu', [f(2, 9, 9, 3), f(3, 3, 3, 4), f(4)], (x, k, c) => tl.conv2d(x, k).add(c).relu()),
];

const poolings = { maxPool2d: tl.maxPool2d, averagePool2d: tl.averagePool2d } as const;
const pooling: OpRow[] = Object.entries(poolings).flatMap(([name, pool]) =>
  (
    [
      [2, {}],
      [[3, 2], { strides: 1 }],
      [3, { strides: 2, padding: 'same' }],
    ] as const
  ).flatMap(([window, options]) => [
    row(`${name} ${JSON.stringify([window, options])}`, [f(2, 9, 8, 3)], (x) => pool(x, window, options)),
    row(
      `${name} ${JSON.stringify([window, options])}: gradient`,
      [f(2, 9, 8, 3)],
      (x) => valueAndGradients(() => pool(x, window, options).square().sum(), [x]).gradients[0],
    ),
  ]),
);

const indexing: OpRow[] = [
  row('gather rows', [f(9, 5), { shape: [3, 4], dtype: 'int32', low: 0, high: 8 }], (x, at) => x.gather(at)),
  row('gather along the last axis, clamped', [f(4, 5), { shape: [7], dtype: 'int32', low: -3, high: 9 }], (x, at) =>
    x.gather(at, 1),
  ),
  row(
    'gather: gradient',
    [f(9, 5), { shape: [12], dtype: 'int32', low: 0, high: 8 }],
    (x, at) => valueAndGradients(() => x.gather(at).square().sum(), [x]).gradients[0],
  ),
  row('oneHot', [{ shape: [9], dtype: 'int32', low: -1, high: 5 }], (at) => at.oneHot(5)),
  row('iota and eye', [f(5, 5)], (x) => x.add(tl.eye(5)).add(tl.arange(5))),
];

const composites: OpRow[] = [
  row('softmax', [f(33, 10)], (x) => x.softmax()),
  row('softmax of long rows', [f(7, 300)], (x) => x.softmax()),
  row('softmax of the first axis', [f(9, 33)], (x) => x.softmax(0)),
  row('softmax of huge logits', [{ shape: [3, 4], values: [1000, 1001, 999, -1000] }], (x) => x.softmax()),
  row('logSoftmax', [f(33, 10)], (x) => x.logSoftmax()),
  row('sparse cross-entropy', [{ shape: [65], dtype: 'int32', low: 0, high: 9 }, f(65, 10)], (y, x) =>
    tl.sparseSoftmaxCrossEntropy(y, x),
  ),
  row(
    'sparse cross-entropy: gradient',
    [{ shape: [65], dtype: 'int32', low: 0, high: 9 }, f(65, 10)],
    (y, x) => valueAndGradients(() => tl.sparseSoftmaxCrossEntropy(y, x).mean(), [x]).gradients[0],
  ),
  row(
    'cross-entropy: gradient',
    [positive(9, 70), f(9, 70)],
    (y, x) => valueAndGradients(() => tl.softmaxCrossEntropy(y.softmax(), x).mean(), [x]).gradients[0],
  ),
  row(
    'layer normalisation: gradient',
    [f(9, 70)],
    (x) =>
      valueAndGradients(() => {
        const centred = x.sub(x.mean(1, { keepDims: true }));
        return centred
          .mul(centred.square().mean(1, { keepDims: true }).add(1e-3).rsqrt())
          .sin()
          .sum();
      }, [x]).gradients[0],
    5e-4,
  ),
  row(
    'a two-layer network: gradient',
    [f(17, 12), f(12, 9), f(9), f(9, 4)],
    (x, w, c, v) =>
      valueAndGradients(
        () =>
          tl.sparseSoftmaxCrossEntropy(tl.zeros([17], { dtype: 'int32' }), x.matmul(w).add(c).relu().matmul(v)).mean(),
        [w, c, v],
      ).gradients[0],
    1e-4,
  ),
];

const random: OpRow[] = [
  row('random bits', [], () => tl.random.bits([1031], { key: tl.random.key(7, 3) })),
  row('random uniform', [], () => tl.random.uniform([33, 5], { key: tl.random.key(7) })),
  row('random normal', [], () => tl.random.normal([513], { key: tl.random.key(8) }), 1e-4),
  row('bernoulli', [], () => tl.random.bernoulli([513], 0.3, { key: tl.random.key(9) })),
];

/** All rows. */
export const opRows: readonly OpRow[] = [
  ...elementwise,
  ...reductions,
  ...movement,
  ...contraction,
  ...convolution,
  ...pooling,
  ...indexing,
  ...composites,
  ...random,
];
