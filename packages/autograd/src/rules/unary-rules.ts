// The gradients of the elementwise ops of one operand.
import {
  add,
  cast,
  constantLike,
  cos,
  digamma,
  div,
  exp,
  greater,
  sign,
  sin,
  square,
  sub,
  trigamma,
  where,
  type UnaryOp,
  type Tensor,
} from '@tensorloom/tensor-core';
import { negated, scaled, times } from './known-constants.js';
import { notDifferentiable, zeroGradient as zero, type VjpRules } from './vjp-rule.js';

const LN2 = 0.6931471805599453;
const TWO_OVER_ROOT_PI = 1.1283791670955126;
const one = (a: Tensor): Tensor => constantLike(a, 1);
const none = (a: Tensor): Tensor => constantLike(a, 0);

/** One entry. */
export const unaryRules: Pick<VjpRules, Exclude<UnaryOp, 'bitsToUniform'> | 'cast'> = {
  neg: [(g) => negated(g)],
  abs: [(g, { inputs: [a] }) => times(g, sign(a))],
  sign: [zero],
  floor: [zero],
  ceil: [zero],
  round: [zero],
  trunc: [zero],
  exp: [(g, { output }) => times(g, output)],
  expm1: [(g, { output }) => times(g, add(output, one(output)))],
  log: [(g, { inputs: [a] }) => div(g, a)],
  log1p: [(g, { inputs: [a] }) => div(g, add(a, one(a)))],
  log2: [(g, { inputs: [a] }) => scaled(div(g, a), 1 / LN2)],
  sqrt: [(g, { output }) => div(scaled(g, 0.5), output)],
  rsqrt: [(g, { output }) => times(scaled(g, -0.5), times(output, square(output)))],
  reciprocal: [(g, { output }) => negated(times(g, square(output)))],
  sin: [(g, { inputs: [a] }) => times(g, cos(a))],
  cos: [(g, { inputs: [a] }) => negated(times(g, sin(a)))],
  tan: [(g, { output }) => times(g, add(square(output), one(output)))],
  tanh: [(g, { output }) => times(g, sub(one(output), square(output)))],
  sigmoid: [(g, { output }) => times(g, times(output, sub(one(output), output)))],
  relu: [(g, { output }) => where(greater(output, none(output)), g, none(g))],
  erf: [(g, { inputs: [a] }) => scaled(times(g, exp(negated(square(a)))), TWO_OVER_ROOT_PI)],
  erfc: [(g, { inputs: [a] }) => scaled(times(g, exp(negated(square(a)))), -TWO_OVER_ROOT_PI)],
  erfinv: [(g, { output }) => scaled(times(g, exp(square(output))), 1 / TWO_OVER_ROOT_PI)],
  lgamma: [(g, { inputs: [a] }) => times(g, digamma(a))],
  digamma: [(g, { inputs: [a] }) => times(g, trigamma(a))],
  trigamma: [notDifferentiable('the third derivative of ln Γ has no op; use digamma or lgamma')],
  cast: [(g, { inputs: [a] }) => cast(g, a.dtype)],
  isNaN: [zero],
  isFinite: [zero],
  logicalNot: [zero],
};
