// Rows of the elementwise ops.
import * as tl from '@tensorloom/tensor-core';
import { b, f, i, positive, row, special, type OpRow } from '../op-row.js';
import { between, binaryRows, unaryRows, values } from './elementwise-cases.js';

/** [0.15, 0.85]: between the kinks of rounding. */
const fraction = between(0.15, 0.85);
/** Beyond 1e5 sine and cosine have no digit in common between devices. */
const huge = (value: number): boolean => Math.abs(value) > 1e5 && Math.abs(value) < Infinity;
const angles = values(...special.values.filter((value) => !huge(value)), 1.5707964, -3.1415927, 1e3, -54321, 1e5);
/** A remainder of a quotient beyond 2^24 has no digit that is right in float32. */
const dividends = special.values.filter(
  (value) => !(Math.abs(value) > 1e6 && Number.isFinite(value)) && Math.abs(value) !== 1e-30,
);

const unary = unaryRows({
  neg: { run: tl.neg, gradient: 2 },
  abs: { run: tl.abs, gradient: 1 },
  sign: { run: tl.sign },
  floor: { run: tl.floor },
  ceil: { run: tl.ceil },
  round: { run: tl.round },
  exp: { run: tl.exp, gradient: 2 },
  expm1: { run: tl.expm1, gradient: 2 },
  log: { run: tl.log, input: positive, gradient: 2 },
  log1p: { run: tl.log1p, input: positive, gradient: 2 },
  sqrt: { run: tl.sqrt, input: positive, gradient: 2 },
  rsqrt: { run: tl.rsqrt, input: positive, gradient: 2 },
  reciprocal: { run: tl.reciprocal, input: positive, gradient: 2 },
  sin: { run: tl.sin, gradient: 2, tolerance: 1e-6, specialTolerance: 1e-6, special: angles },
  cos: { run: tl.cos, gradient: 2, tolerance: 1e-6, specialTolerance: 1e-6, special: angles },
  tanh: { run: tl.tanh, gradient: 2 },
  sigmoid: { run: tl.sigmoid, gradient: 2 },
  relu: { run: tl.relu, gradient: 1 },
  isNaN: { run: tl.isNaN },
  isFinite: { run: tl.isFinite },
  softplus: { run: tl.softplus, gradient: 2 },
  square: { run: tl.square, gradient: 2 },
  exp2: { run: tl.exp2, gradient: 2, specialTolerance: 1e-5 },
  log2: { run: tl.log2, input: positive, gradient: 2 },
  trunc: { run: tl.trunc },
  isInf: { run: tl.isInf },
});

const binary = binaryRows({
  add: { run: tl.add, gradient: 2 },
  sub: { run: tl.sub, gradient: 2 },
  mul: { run: tl.mul, gradient: 2 },
  div: { run: tl.div, inputs: positive, gradient: 2 },
  pow: { run: tl.pow, inputs: positive, gradient: 2 },
  maximum: { run: tl.maximum, gradient: 1 },
  minimum: { run: tl.minimum, gradient: 1 },
  remainder: { run: tl.remainder, inputs: fraction, gradient: 1, special: dividends },
  equal: { run: tl.equal },
  notEqual: { run: tl.notEqual },
  less: { run: tl.less },
  lessEqual: { run: tl.lessEqual },
  greater: { run: tl.greater },
  greaterEqual: { run: tl.greaterEqual },
  logicalXor: { run: tl.logicalXor },
  floorDivide: { run: tl.floorDivide, inputs: positive, special: dividends },
  hypot: { run: tl.hypot, gradient: 2, tolerance: 1e-6 },
  logAddExp: { run: tl.logAddExp, gradient: 2, tolerance: 1e-5 },
});

const ends = { shape: [6], dtype: 'int32', values: [0, 1, -1, 7, 2 ** 31 - 1, -(2 ** 31)] } as const;
const words = { shape: [6], dtype: 'uint32', values: [0, 1, 2, 7, 2 ** 31, 2 ** 32 - 1] } as const;

/** All of them. */
export const elementwiseRows: readonly OpRow[] = [
  ...unary,
  ...binary,
  row('add', 'integers, with mul and remainder', [i(63), i(63)], (a, c) => a.add(c).mul(a).remainder(c)),
  row('maximum', 'integers, with comparison', [i(31), i(31)], (a, c) =>
    tl.where(a.less(c), a.maximum(c), a.minimum(c)),
  ),
  row('logicalAnd', 'with or and not', [b(65), b(65)], (a, c) => a.logicalAnd(c).logicalOr(a.logicalNot())),
  row(
    'floorDivide',
    'of integers, by zero too',
    [i(129), { shape: [129], dtype: 'int32', low: -3, high: 3 }],
    tl.floorDivide,
  ),
  row(
    'remainder',
    'of integers, by zero too',
    [i(129), { shape: [129], dtype: 'int32', low: -3, high: 3 }],
    tl.remainder,
  ),
  row('floorDivide', 'at the ends of int32', [ends, { ...ends, shape: [6, 1] }], tl.floorDivide),
  row('remainder', 'at the ends of int32', [ends, { ...ends, shape: [6, 1] }], tl.remainder),
  row('floorDivide', 'of uint32', [words, { ...words, shape: [6, 1] }], tl.floorDivide),
  row('remainder', 'of uint32', [words, { ...words, shape: [6, 1] }], tl.remainder),
  row('add', 'beyond int32, with sub, mul and neg', [ends, { ...ends, shape: [6, 1] }], (a, c) =>
    tl.concat([a.add(c), a.sub(c), a.mul(c), tl.broadcastTo(a.neg(), [6, 6]), tl.broadcastTo(a.abs(), [6, 6])]),
  ),
  row('add', 'beyond uint32, with sub and mul', [words, { ...words, shape: [6, 1] }], (a, c) =>
    tl.concat([a.add(c), a.sub(c), a.mul(c)]),
  ),
  row('cast', 'to int32', [special], (a) => a.cast('int32')),
  row('cast', 'to uint32', [special], (a) => a.cast('uint32')),
  row('cast', 'to bool', [special], (a) => a.cast('bool')),
  row('cast', 'of integers', [i(33)], (a) => a.cast('float32').mul(0.5)),
  row('where', '', [b(5, 7), f(5, 7), f(7)], (c, x, y) => tl.where(c, x, y), { gradient: 2 }),
  row('clip', 'special values', [special], (a) => a.clip(-1.5, 1e5)),
  row('clip', '', [f(127)], (a) => a.clip(-0.5, 0.75), { gradient: 1 }),
  ...(['sin', 'cos'] as const).map((name) =>
    row(name, 'of huge angles, at most 1', [values(...special.values.filter(huge), 123456, -1e7)], (a) =>
      tl[name](a).abs().lessEqual(1),
    ),
  ),
  row('mul', 'in a long chain', [f(31, 33), f(33)], (a, c) =>
    a.mul(c).add(1).tanh().sub(c).exp().div(a.abs().add(1)).sqrt(),
  ),
];
