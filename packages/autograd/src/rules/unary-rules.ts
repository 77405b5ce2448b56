// The gradients of the elementwise ops of one operand.
import {
  add,
  cast,
  constantLike,
  cos,
  div,
  greater,
  sign,
  sin,
  square,
  sub,
  where,
  type UnaryOp,
  type Tensor,
} from '@tensorloom/tensor-core';
import { negated, scaled, times } from './known-constants.js';
import { zeroGradient as zero, type VjpRules } from './vjp-rule.js';

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
  exp: [(g, { output }) => times(g, output)],
  expm1: [(g, { output }) => times(g, add(output, one(output)))],
  log: [(g, { inputs: [a] }) => div(g, a)],
  log1p: [(g, { inputs: [a] }) => div(g, add(a, one(a)))],
  sqrt: [(g, { output }) => div(scaled(g, 0.5), output)],
  rsqrt: [(g, { output }) => times(scaled(g, -0.5), times(output, square(output)))],
  reciprocal: [(g, { output }) => negated(times(g, square(output)))],
  sin: [(g, { inputs: [a] }) => times(g, cos(a))],
  cos: [(g, { inputs: [a] }) => negated(times(g, sin(a)))],
  tanh: [(g, { output }) => times(g, sub(one(output), square(output)))],
  sigmoid: [(g, { output }) => times(g, times(output, sub(one(output), output)))],
  relu: [(g, { output }) => where(greater(output, none(output)), g, none(g))],
  cast: [(g, { inputs: [a] }) => cast(g, a.dtype)],
  isNaN: [zero],
  isFinite: [zero],
  logicalNot: [zero],
};
