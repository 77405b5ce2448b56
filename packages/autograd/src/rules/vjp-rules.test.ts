// Every primitive op against central differences in float64, first and second order: one table, a row for each op and way to use it.
import { createCpuDevice } from '@tensorloom/cpu-device';
import {
  arange,
  concat,
  conv2d,
  atan2,
  averagePool2d,
  barrier,
  digamma,
  erf,
  erfc,
  erfinv,
  lgamma,
  log2,
  broadcastTo,
  gather,
  matmul,
  maximum,
  maxPool2d,
  ones,
  minimum,
  flip,
  pad,
  record,
  slice,
  tan,
  tensor,
  where,
  type Conv2dAttributes,
  type Pool2dAttributes,
  type PrimitiveOp,
  type RecurrentOp,
  cumulativeMax,
  cumulativeMin,
  cumulativeProd,
  cumulativeSum,
  type Tensor,
} from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import { checkGradients } from '../check/check-gradients.js';
import type { CheckedInput } from '../check/inputs.js';
import { gradientOf } from '../testing/second-order.js';
import { vjpRules } from './vjp-rules.js';

interface Row {
  readonly inputs: readonly CheckedInput[];
  readonly fn: (...inputs: Tensor[]) => Tensor;
  /** Highest derivative to check (default 2); less needs a reason. */
  readonly order?: { readonly highest: 1; readonly reason: string };
}

const a = { shape: [2, 3] };
const positive = { shape: [2, 3], minimum: 0.5, maximum: 2 };
const row = { shape: [3] };
const column = { shape: [2, 1] };
const mask = tensor([true, false, true]);
const indices = tensor(
  [
    [2, 0],
    [2, 2],
  ],
  { dtype: 'int32' },
);
const convolution: Conv2dAttributes = {
  strides: [2, 1],
  padding: [
    [1, 0],
    [1, 1],
  ],
  dilation: [1, 2],
  groups: 2,
};
const pooling: Pool2dAttributes = {
  window: [2, 3],
  strides: [2, 2],
  padding: [
    [1, 0],
    [1, 1],
  ],
};
const waves = arange(80).mul(2).sin().reshape([2, 4, 5, 2]);
const image = { shape: [2, 5, 6, 4] };
const kernel = { shape: [3, 2, 2, 4] };
const convolved = { shape: [2, 2, 6, 4] };

const unary = (fn: (x: Tensor) => Tensor, input: CheckedInput = a): readonly Row[] => [
  { inputs: [input], fn: fn as Row['fn'] },
];
const binary = (fn: (x: Tensor, y: Tensor) => Tensor, x: CheckedInput = a, y: CheckedInput = a): Row => ({
  inputs: [x, y],
  fn: fn as Row['fn'],
});
const broadcasting = (fn: (x: Tensor, y: Tensor) => Tensor): readonly Row[] => [
  binary(fn),
  binary(fn, a, row),
  binary(fn, column, row),
  { inputs: [a], fn: (x) => fn(x, x) },
];
const compared = (fn: (x: Tensor, y: Tensor) => Tensor): readonly Row[] => [binary((x, y) => fn(x, y).cast('float32'))];
/** A recurrent op of operands of these shapes, forward and reversed in time. */
const sequence = (op: RecurrentOp, ...shapes: readonly (readonly number[])[]): readonly Row[] =>
  [false, true].map((reverse) => ({
    inputs: shapes.map((shape) => ({ shape })),
    fn: (...inputs) => record(op, inputs, { reverse }),
  }));
const endsAtTrigamma = { highest: 1, reason: 'trigamma has no gradient' } as const;
const noNumbers = 'takes or gives no float numbers';

/** Rows that are checked, or why there is nothing to check. */
const rows: { readonly [Op in PrimitiveOp]: readonly Row[] | string } = {
  constant: 'has no operands',
  iota: 'has no operands',
  randomBits: noNumbers,
  bitsToUniform: noNumbers,
  logicalNot: noNumbers,
  logicalAnd: noNumbers,
  logicalOr: noNumbers,

  floorDivide: noNumbers,
  bitwiseAnd: noNumbers,
  bitwiseOr: noNumbers,
  bitwiseXor: noNumbers,
  shiftLeft: noNumbers,
  shiftRight: noNumbers,

  neg: unary((x) => x.neg()),
  abs: unary((x) => x.abs()),
  sign: unary((x) => x.sign()),
  floor: unary((x) => x.floor()),
  ceil: unary((x) => x.ceil()),
  round: unary((x) => x.round()),
  trunc: unary((x) => x.trunc()),
  exp: unary((x) => x.exp()),
  expm1: unary((x) => x.expm1()),
  log: unary((x) => x.log(), positive),
  log1p: unary((x) => x.log1p(), { shape: [2, 3], minimum: -0.5, maximum: 2 }),
  log2: unary((x) => log2(x), positive),
  sqrt: unary((x) => x.sqrt(), positive),
  rsqrt: unary((x) => x.rsqrt(), positive),
  reciprocal: unary((x) => x.reciprocal(), positive),
  sin: unary((x) => x.sin()),
  cos: unary((x) => x.cos()),
  tan: unary((x) => tan(x), { shape: [2, 3], minimum: -1, maximum: 1 }),
  tanh: unary((x) => x.tanh()),
  sigmoid: unary((x) => x.sigmoid()),
  relu: unary((x) => x.relu()),
  erf: unary((x) => erf(x)),
  erfc: unary((x) => erfc(x)),
  erfinv: unary((x) => erfinv(x), { shape: [2, 3], minimum: -0.8, maximum: 0.8 }),
  lgamma: [...unary((x) => lgamma(x), positive), ...unary((x) => lgamma(x), [-0.4, -1.7, 12.5])],
  digamma: unary((x) => digamma(x), positive).map((each) => ({ ...each, order: endsAtTrigamma })),
  trigamma: 'is written down as not differentiable',
  cast: unary((x) => x.mul(10).cast('int32').cast('float32')),
  isNaN: unary((x) => x.isNaN().cast('float32')),
  isFinite: unary((x) => x.isFinite().cast('float32')),

  add: broadcasting((x, y) => x.add(y)),
  sub: broadcasting((x, y) => x.sub(y)),
  mul: broadcasting((x, y) => x.mul(y)),
  div: [binary((x, y) => x.div(y), a, positive), binary((x, y) => x.div(y), column, { ...row, minimum: 0.5 })],
  pow: [
    binary((x, y) => x.pow(y), positive, a),
    binary((x, y) => x.pow(y), positive, [2, 0, 1]),
    { inputs: [a], fn: (x) => x.pow(3) },
  ],
  maximum: broadcasting(maximum).slice(0, 3),
  minimum: broadcasting(minimum).slice(0, 3),
  remainder: [binary((x, y) => x.remainder(y), [5.3, -5.3, 0.4], [2, 1.7, -3])],
  atan2: [...broadcasting(atan2).slice(0, 2), binary(atan2, [1.5, -0.5, -2], [-0.3, 2, -1])],
  equal: compared((x, y) => x.equal(y)),
  notEqual: compared((x, y) => x.notEqual(y)),
  less: compared((x, y) => x.less(y)),
  lessEqual: compared((x, y) => x.lessEqual(y)),
  greater: compared((x, y) => x.greater(y)),
  greaterEqual: compared((x, y) => x.greaterEqual(y)),
  where: [binary((x, y) => where(mask, x, y)), binary((x, y) => where(mask, x, y), column, row)],

  sum: [
    ...unary((x) => x.sum()),
    ...unary((x) => x.sum(0)),
    ...unary((x) => x.sum([0, 2], { keepDims: true }), { shape: [2, 3, 4] }),
    ...unary((x) => x.sum(1), { shape: [2, 3, 4] }),
  ],
  prod: [
    ...unary((x) => x.prod()),
    ...unary((x) => x.prod([0, 2]), { shape: [2, 3, 4] }),
    ...unary((x) => x.prod(1, { keepDims: true }), { shape: [2, 7, 2] }),
    // One zero in the first row, two in the second, three in the last.
    ...unary((x) => x.reshape([3, 3]).prod(1), [2, 0, 3, 0, 5, 0, 0, 0, 0]),
  ],
  max: [...unary((x) => x.max(1)), ...unary((x) => x.max([0, 2]), { shape: [2, 3, 4] })],
  min: [...unary((x) => x.min(0)), ...unary((x) => x.min([0, 2]), { shape: [2, 3, 4] })],
  argmax: unary((x) => x.argmax(1).cast('float32')),
  argmin: unary((x) => x.argmin(1).cast('float32')),

  reshape: unary((x) => x.reshape([3, 2]).exp().reshape([6])),
  transpose: unary((x) => x.transpose([2, 0, 1]), { shape: [2, 3, 4] }),
  broadcast: unary((x) => broadcastTo(x, [4, 2, 3]), column),
  slice: [
    ...unary((x) => slice(x, [1, 4], [0, 7, 3], 1), { shape: [5, 8, 2] }),
    ...unary((x) => slice(x, null, [2, null, 2]), { shape: [2, 5] }),
    ...unary((x) => slice(x, [1, null, 4]), { shape: [3, 2] }),
    ...unary((x) => slice(x, [0, 9, 3], [1, 8, 2]), { shape: [9, 9] }),
  ],
  flip: unary((x) => flip(x, [0, 2]), { shape: [2, 3, 4] }),
  pad: unary((x) =>
    pad(
      x,
      [
        [1, 0],
        [2, 1],
      ],
      0.7,
    ),
  ),
  barrier: [binary((x, y) => barrier(x.sin(), y)), binary((x, y) => barrier(x, y).mul(y), a, row)],
  concat: [
    { inputs: [a, { shape: [2, 1] }, a], fn: (...parts) => concat(parts, 1) },
    { inputs: [a], fn: (x) => concat([x, x]) },
  ],

  matmul: [
    binary((x, y) => matmul(x, y), { shape: [2, 3] }, { shape: [3, 4] }),
    binary((x, y) => matmul(x, y, { transposeA: true }), { shape: [3, 2] }, { shape: [3, 4] }),
    binary((x, y) => matmul(x, y, { transposeB: true }), { shape: [2, 3] }, { shape: [4, 3] }),
    binary((x, y) => matmul(x, y, { transposeA: true, transposeB: true }), { shape: [3, 2] }, { shape: [4, 3] }),
    binary((x, y) => matmul(x, y), { shape: [2, 1, 2, 3] }, { shape: [3, 3, 2] }),
    binary((x, y) => matmul(x, y), { shape: [2, 2, 3] }, { shape: [3, 2] }),
    binary((x, y) => matmul(x, y), { shape: [3] }, { shape: [3] }),
  ],
  conv2d: [
    binary((x, k) => record('conv2d', [x, k], convolution), image, kernel),
    binary((x, k) => conv2d(x, k, { padding: 'same' }), { shape: [1, 4, 4, 2] }, { shape: [3, 3, 2, 3] }),
  ],
  conv2dInputGradient: [
    binary(
      (g, k) => record('conv2dInputGradient', [g, k], { ...convolution, inputShape: image.shape }),
      convolved,
      kernel,
    ),
  ],
  conv2dKernelGradient: [
    binary(
      (x, g) => record('conv2dKernelGradient', [x, g], { ...convolution, kernelShape: kernel.shape }),
      image,
      convolved,
    ),
  ],
  maxPool2d: [
    ...unary((x) => record('maxPool2d', [x], pooling).square(), { shape: [2, 4, 5, 2] }),
    ...unary((x) => maxPool2d(x, 2).square(), { shape: [1, 4, 4, 1] }),
  ],
  maxPool2dGradient: [
    ...unary((g) => record('maxPool2dGradient', [waves, g], pooling), { shape: [2, 2, 3, 2] }),
    ...unary((g) => record('maxPool2dGradient', [ones([2, 4, 5, 2]), g], pooling), { shape: [2, 2, 3, 2] }),
  ],
  averagePool2d: [
    ...unary((x) => record('averagePool2d', [x], pooling), { shape: [2, 4, 5, 2] }),
    ...unary((x) => averagePool2d(x, 2, { padding: 'same' }), { shape: [1, 3, 3, 1] }),
  ],
  averagePool2dGradient: unary((g) => record('averagePool2dGradient', [g], { ...pooling, inputShape: [2, 4, 5, 2] }), {
    shape: [2, 2, 3, 2],
  }),

  gather: [...unary((x) => gather(x, indices, 1)), ...unary((x) => gather(x, tensor([-1, 7], { dtype: 'int32' })))],
  scatterAdd: unary((x) => record('scatterAdd', [indices, x], { axis: 1, size: 4 }), { shape: [3, 2, 2, 2] }),
  scatterMax: unary((x) => record('scatterMax', [indices, x], { axis: 1, size: 3 }).slice(null, [0, 1]), {
    shape: [3, 2, 2, 2],
  }),
  searchSorted: 'gives places',

  cumulativeSum: unary((x) => cumulativeSum(x, 1).square()),
  cumulativeProd: unary((x) => cumulativeProd(x, 1)),
  cumulativeMax: unary((x) => cumulativeMax(x, 1).square()),
  cumulativeMin: unary((x) => cumulativeMin(x, 0).square()),
  argSort: 'gives places',
  lstmSequence: sequence('lstmSequence', [3, 2, 8], [2, 8], [2, 2], [2, 2]),
  lstmSequenceGradient: sequence('lstmSequenceGradient', [3, 2, 12], [3, 2, 12], [8, 2]),
  gruSequence: sequence('gruSequence', [3, 2, 6], [2, 6], [2], [2, 2]),
  gruSequenceGradient: sequence('gruSequenceGradient', [3, 2, 10], [3, 2, 10], [6, 2]),
};

const device = createCpuDevice({ precision: 'float64' });
const checked = Object.entries(rows).flatMap(([op, list]) =>
  typeof list === 'string'
    ? []
    : list.map((each, index) => ({ ...each, name: list.length > 1 ? `${op}, row ${index + 1}` : op })),
);
const unchecked = Object.entries(rows).flatMap(([op, reason]) =>
  typeof reason === 'string' ? [{ op: op as PrimitiveOp, reason }] : [],
);

describe('first derivatives', () => {
  it.each(checked)('$name', async ({ fn, inputs }) => {
    await checkGradients(fn, inputs, { device, tolerance: 1e-8 });
  });
});

describe('second derivatives', () => {
  it.each(checked.filter(({ order }) => order === undefined))('$name', async ({ fn, inputs }) => {
    await checkGradients(gradientOf(fn), inputs, { device, tolerance: 1e-8 });
  });
});

describe('ops without a row', () => {
  it.each(unchecked)('$op $reason', ({ op }) => {
    const rule = vjpRules[op] as readonly unknown[];
    expect(rule.filter((entry) => typeof entry === 'function')).toEqual([]);
  });
});
