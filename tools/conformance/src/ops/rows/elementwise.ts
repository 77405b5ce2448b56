// Rows of the elementwise ops.
import * as tl from '@tensorloom/tensor-core';
import type { Tensor } from '@tensorloom/tensor-core';
import { b, f, i, positive, row, special, type InputSpec, type OpRow, type RowOptions } from '../op-row.js';

/** An op of one operand: where it is smooth, how near float32 comes, how often it is differentiated. */
interface UnaryCase extends RowOptions {
  readonly run: (a: Tensor) => Tensor;
  /** Inputs for the plain row; default [-2, 2]. */
  readonly input?: (...shape: number[]) => InputSpec;
  /** Bound of the error at special values (default 1e-4). */
  readonly specialTolerance?: number;
}

/** [0.15, 0.85]: between the kinks of rounding. */
const fraction = (...shape: number[]): InputSpec => ({ shape, low: 0.15, high: 0.85 });

const unary: Readonly<Record<string, UnaryCase>> = {
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
  sin: { run: tl.sin, gradient: 2, tolerance: 5e-4, specialTolerance: 5e-4 },
  cos: { run: tl.cos, gradient: 2, tolerance: 5e-4, specialTolerance: 5e-4 },
  tanh: { run: tl.tanh, gradient: 2 },
  sigmoid: { run: tl.sigmoid, gradient: 2 },
  relu: { run: tl.relu, gradient: 1 },
  isNaN: { run: tl.isNaN },
  isFinite: { run: tl.isFinite },
  softplus: { run: tl.softplus, gradient: 2 },
  square: { run: tl.square, gradient: 2 },
};

/** Sine and cosine of huge angles have no digit in common between devices. */
const specialOf = (name: string): InputSpec =>
  name === 'sin' || name === 'cos'
    ? { ...special, values: special.values.filter((value) => !(Math.abs(value) > 100)) }
    : special;

const unaryRows = Object.entries(unary).flatMap(([name, { run, input = f, specialTolerance = 1e-4, ...options }]) => [
  row(name, '', [input(3, 65)], run, options),
  row(name, 'special values', [specialOf(name)], run, { tolerance: specialTolerance }),
]);

/** An op of two operands, and what it is differentiated on. */
interface BinaryCase extends RowOptions {
  readonly run: (a: Tensor, b: Tensor) => Tensor;
  readonly inputs?: (...shape: number[]) => InputSpec;
}

const binary: Readonly<Record<string, BinaryCase>> = {
  add: { run: tl.add, gradient: 2 },
  sub: { run: tl.sub, gradient: 2 },
  mul: { run: tl.mul, gradient: 2 },
  div: { run: tl.div, inputs: positive, gradient: 2 },
  pow: { run: tl.pow, inputs: positive, gradient: 2 },
  maximum: { run: tl.maximum, gradient: 1 },
  minimum: { run: tl.minimum, gradient: 1 },
  remainder: { run: tl.remainder, inputs: fraction, gradient: 1 },
  equal: { run: tl.equal },
  notEqual: { run: tl.notEqual },
  less: { run: tl.less },
  lessEqual: { run: tl.lessEqual },
  greater: { run: tl.greater },
  greaterEqual: { run: tl.greaterEqual },
};

/** Each special value with each other; a remainder of a quotient beyond 2^24 has no digit that is right in float32. */
function specialPairs(name: string): readonly InputSpec[] {
  const values =
    name === 'remainder'
      ? special.values.filter(
          (value) => !(Math.abs(value) > 1e6 && Number.isFinite(value)) && Math.abs(value) !== 1e-30,
        )
      : special.values;
  return [
    { shape: [values.length, 1], values },
    { shape: [values.length], values },
  ];
}

const binaryRows = Object.entries(binary).flatMap(([name, { run, inputs = f, gradient = 0 }]) => [
  row(name, '', [inputs(7, 33), inputs(7, 33)], run, { tolerance: 1e-4 }),
  row(name, 'broadcast', [inputs(5, 1, 9), inputs(4, 1)], run, { tolerance: 1e-4, gradient }),
  row(name, 'special values', specialPairs(name), run, { tolerance: 1e-4 }),
]);

/** All of them. */
export const elementwiseRows: readonly OpRow[] = [
  ...unaryRows,
  ...binaryRows,
  row('add', 'integers, with mul and remainder', [i(63), i(63)], (a, c) => a.add(c).mul(a).remainder(c)),
  row('maximum', 'integers, with comparison', [i(31), i(31)], (a, c) =>
    tl.where(a.less(c), a.maximum(c), a.minimum(c)),
  ),
  row('logicalAnd', 'with or and not', [b(65), b(65)], (a, c) => a.logicalAnd(c).logicalOr(a.logicalNot())),
  row('cast', 'to int32', [special], (a) => a.cast('int32')),
  row('cast', 'to uint32', [special], (a) => a.cast('uint32')),
  row('cast', 'to bool', [special], (a) => a.cast('bool')),
  row('cast', 'of integers', [i(33)], (a) => a.cast('float32').mul(0.5)),
  row('where', '', [b(5, 7), f(5, 7), f(7)], (c, x, y) => tl.where(c, x, y), { gradient: 2 }),
  row('clip', '', [f(127)], (a) => a.clip(-0.5, 0.75), { gradient: 1 }),
  row('mul', 'in a long chain', [f(31, 33), f(33)], (a, c) =>
    a.mul(c).add(1).tanh().sub(c).exp().div(a.abs().add(1)).sqrt(),
  ),
];
