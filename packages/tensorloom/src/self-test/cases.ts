// What a self-test computes: a few kernels of every class, at odd sizes and at the ends of the number range.
// Long because it is a list.
import { gradients } from '@tensorloom/autograd';
import {
  bitwiseAnd,
  bitwiseXor,
  concat,
  conv2d,
  cumulativeMax,
  cumulativeSum,
  layerNorm,
  logSoftmax,
  lstmCell,
  averagePool2d,
  maximum,
  maxPool2d,
  pad,
  pow,
  random,
  scaledDotProductAttention,
  scatterAdd,
  shiftLeft,
  sort,
  argSort,
  softmax,
  sparseSoftmaxCrossEntropy,
  tensor,
  variable,
  where,
  type Tensor,
} from '@tensorloom/tensor-core';
import { given, type Recorded, type SelfTestCase } from './self-test-case.js';

const special = (): Tensor => tensor([NaN, Infinity, -Infinity, 0, 1, -1, 0.5, -2, 80, -80, 1e30, -1e30, 3.5]);

function elementwise(): Recorded {
  const [x, y] = [given([1031]), given([1031], 2)];
  const positive = x.abs().add(0.1);
  return {
    values: {
      arithmetic: x.add(y).mul(x).sub(0.5).div(positive),
      exp: x.mul(8).exp(),
      log: positive.log(),
      tanh: x.mul(12).tanh(),
      sigmoid: x.mul(12).sigmoid(),
      sin: x.mul(20).sin(),
      sqrt: positive.sqrt(),
      pow: pow(positive, y),
      erf: x.mul(3).erf(),
      rounding: x.mul(9).floor().add(y.mul(9).ceil()).add(x.mul(7).round()),
      choice: where(x.greater(y), x, y),
    },
  };
}

function specialValues(): Recorded {
  const x = special();
  return {
    values: {
      exp: x.minimum(80).exp(),
      log: x.log(),
      sqrt: x.sqrt(),
      tanh: x.tanh(),
      sigmoid: x.sigmoid(),
      relu: x.relu(),
      maximum: maximum(x, tensor(0)),
      isNaN: x.isNaN(),
      isFinite: x.isFinite(),
      equal: x.equal(x),
      toInteger: x.cast('int32'),
      pow: pow(tensor([-2, 0, 0, -8, 2, NaN]), tensor([3, 0, -1, 1 / 3, -2, 0])),
    },
  };
}

function integers(): Recorded {
  const bits = tensor(Uint32Array.from({ length: 300 }, (_, index) => Math.imul(index + 7, 0x9e3779b1) >>> 0));
  const signed = tensor(Int32Array.from({ length: 300 }, (_, index) => index * 77_777 - 9_000_000));
  return {
    values: {
      wrapping: bits.mul(bits).add(bits),
      logic: bitwiseXor(bitwiseAnd(bits, shiftLeft(bits, tensor(3, { dtype: 'uint32' }))), bits),
      signs: signed.remainder(7).add(signed.floorDivide(1000)),
      toFloat: signed.cast('float32'),
    },
  };
}

function views(): Recorded {
  const x = given([5, 7, 9]);
  return {
    values: {
      transposed: x.transpose([2, 0, 1]).add(1),
      sliced: x.slice([1, 5, 2], [0, 7, 3], null).mul(2),
      flipped: x.flip(1).add(x),
      padded: pad(
        x,
        [
          [0, 1],
          [2, 0],
          [1, 1],
        ],
        { value: 0.5 },
      ).mul(3),
      joined: concat([x, x.mul(2), x.neg()], 1).add(0.25),
      broadcast: given([9])
        .add(given([7, 1], 2))
        .mul(x),
    },
  };
}

function reductions(): Recorded {
  const [wide, long] = [given([7, 1031]), given([65_537])];
  return {
    values: {
      rows: wide.sum(1),
      columns: wide.sum(0),
      means: wide.add(1).mean(1),
      largest: wide.max(1),
      smallest: wide.min(0),
      position: wide.argmax(1),
      product: given([9, 13]).add(1.2).prod(1),
      all: long.sum(),
      largestOfAll: long.max(),
      noNumber: tensor([1, NaN, 3]).max(),
    },
  };
}

function products(): Recorded {
  const product = (m: number, k: number, n: number): Tensor => given([m, k]).matmul(given([k, n], 2));
  return {
    values: {
      single: product(1, 1, 1),
      odd: product(7, 13, 5),
      long: product(3, 1031, 2),
      tall: product(257, 3, 1),
      large: product(129, 67, 131)
        .add(given([131], 3))
        .relu(),
      batched: given([3, 17, 9]).matmul(given([3, 9, 11], 2)),
      transposed: given([33, 65])
        .transpose()
        .matmul(given([33, 31], 2)),
      bothTransposed: given([33, 65])
        .transpose()
        .matmul(given([31, 33], 2).transpose()),
    },
  };
}

function convolutions(): Recorded {
  const [x, kernel] = [given([2, 9, 11, 4]), given([3, 3, 4, 5], 2)];
  const same = conv2d(x, kernel, { padding: 'same' });
  const strided = conv2d(x, kernel, { strides: 2 });
  const [toInput, toKernel] = gradients(strided.mul(given(strided.shape, 3)).sum(), [x, kernel]);
  const grouped = conv2d(x, given([2, 2, 2, 6], 4), { groups: 2, dilation: 2 });
  return { values: { same: same.add(given([5], 5)).relu(), strided, grouped, toInput, toKernel } };
}

function pooling(): Recorded {
  const x = given([2, 9, 11, 3]);
  const largest = maxPool2d(x, 3, { strides: 2 });
  const average = averagePool2d(x, 2, { padding: 'same' });
  const [toInput] = gradients(largest.mul(given(largest.shape, 2)).sum(), [x]);
  const [spread] = gradients(average.square().sum(), [x]);
  return { values: { largest, average, toInput, spread } };
}

function rows(): Recorded {
  const x = given([9, 129]).mul(6);
  const labels = tensor(Int32Array.from({ length: 9 }, (_, row) => row * 13));
  const loss = sparseSoftmaxCrossEntropy(labels, x).mean();
  return {
    values: {
      softmax: softmax(x),
      logSoftmax: logSoftmax(x),
      layerNorm: layerNorm(x, given([129], 2), given([129], 3)),
      crossEntropy: loss,
      gradient: gradients(loss, [x])[0],
    },
  };
}

function sequences(): Recorded {
  const query = given([2, 3, 17, 8]);
  const weights = {
    kernel: given([5, 16], 2),
    recurrentKernel: given([4, 16], 3),
    bias: given([16], 4),
  };
  const { hidden, cell } = lstmCell(given([3, 5]), { hidden: given([3, 4], 5), cell: given([3, 4], 6) }, weights);
  return {
    values: {
      attention: scaledDotProductAttention(query, given([2, 3, 17, 8], 2), given([2, 3, 17, 8], 3), { causal: true }),
      hidden,
      cell,
      runningSum: cumulativeSum(given([3, 301]), 1),
      runningMaximum: cumulativeMax(given([3, 301]), 1),
    },
  };
}

function ordering(): Recorded {
  const x = given([3, 45]);
  return { values: { sorted: sort(x), order: argSort(x) } };
}

function lookups(): Recorded {
  const places = tensor(Int32Array.from({ length: 40 }, (_, index) => (index * 7) % 11));
  return {
    values: {
      gather: given([11, 6]).gather(places),
      scatterAdd: scatterAdd(given([11, 6]), places, given([40, 6], 2)),
    },
  };
}

/** Test vectors of Random123 for Philox4x32-10: counter 0 under the keys 0 and all ones. */
function randomBits(): Recorded {
  const key = (word: number): Tensor => tensor(Uint32Array.of(word, word));
  return { values: { zero: random.bits([4], { key: key(0) }), uniform: random.uniform([1000], { key: key(9) }) } };
}

function inPlace(): Recorded {
  const [w, a, b] = [variable(given([31, 31])), variable(given([65], 2)), variable(given([65], 3))];
  const many = [33, 7, 100].map((size) => variable(given([size], size)));
  return {
    values: { before: w.sum() },
    assignments: [
      [w, w.sub(w.matmul(w).mul(0.1))],
      [a, b.resolve()],
      [b, a.resolve()],
      ...many.map((one) => [one, one.mul(one).exp()] as const),
    ],
  };
}

/** Halves have 11 bits, and end at 65504: what each number becomes is told by hand, ties to even. */
function halves(): Recorded {
  const x = tensor([1, 1 / 3, 2049, 0.1, 70_000, 1e-8]).cast('float16');
  return { values: { rounded: x, doubled: x.add(x) } };
}

/** All cases. */
export const selfTestCases: readonly SelfTestCase[] = [
  { name: 'elementwise', record: elementwise, tolerance: 1e-4 },
  { name: 'special values', record: specialValues },
  { name: 'integers', record: integers, tolerance: 0 },
  { name: 'views', record: views },
  { name: 'reductions', record: reductions, tolerance: 1e-4 },
  { name: 'matrix products', record: products, tolerance: 1e-4 },
  { name: 'convolutions', record: convolutions, tolerance: 1e-4 },
  { name: 'pooling', record: pooling },
  { name: 'softmax, norms, losses', record: rows, tolerance: 1e-4 },
  { name: 'sequences', record: sequences, tolerance: 1e-4 },
  { name: 'sorting', record: ordering },
  { name: 'gather and scatter', record: lookups },
  {
    name: 'random bits',
    record: randomBits,
    tolerance: 0,
    known: { zero: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8] },
  },
  { name: 'assignment in place', record: inPlace, tolerance: 1e-4 },
  {
    name: 'float16',
    record: halves,
    tolerance: 0,
    known: {
      rounded: [1, 0.333251953125, 2048, 0.0999755859375, Infinity, 0],
      doubled: [2, 0.66650390625, 4096, 0.199951171875, Infinity, 0],
    },
  },
];
