// The gradients of the elementwise ops of two operands, and of where.
import {
  constantLike,
  div,
  equal,
  floor,
  greater,
  hypot,
  less,
  log,
  logicalAnd,
  pow,
  sub,
  where,
  type BinaryOp,
  type Tensor,
} from '@tensorloom/tensor-core';
import { negated, scaled, times } from './known-constants.js';
import { zeroGradient as zero, type VjpRules } from './vjp-rule.js';

const one = (a: Tensor): Tensor => constantLike(a, 1);
const none = (a: Tensor): Tensor => constantLike(a, 0);

/** g to the operand that won, half to each where both are equal. */
function toWinner(g: Tensor, own: Tensor, other: Tensor, loses: (a: Tensor, b: Tensor) => Tensor): Tensor {
  return where(equal(own, other), scaled(g, 0.5), where(loses(own, other), none(g), g));
}

/** b a^(b - 1), which is 0 for 0^0: there the exponent -1 would give 0 times Infinity. */
function powerRule(g: Tensor, base: Tensor, exponent: Tensor): Tensor {
  const isNothing = logicalAnd(equal(base, none(base)), equal(exponent, none(exponent)));
  const lowered = sub(where(isNothing, one(exponent), exponent), one(exponent));
  return times(times(g, exponent), pow(base, lowered));
}

/** a^b ln a where a is above 0, else 0; ln sees no other a, so that its own gradient stays finite. */
function exponentRule(g: Tensor, base: Tensor, power: Tensor): Tensor {
  const positive = greater(base, none(base));
  return where(positive, times(times(g, power), log(where(positive, base, one(base)))), none(base));
}

/** g x / (x² + y²), of which no square overflows. */
function overSquare(g: Tensor, x: Tensor, y: Tensor): Tensor {
  const radius = hypot(x, y);
  return times(div(g, radius), div(x, radius));
}

/** One entry for each operand. */
export const binaryRules: Pick<VjpRules, BinaryOp | 'where'> = {
  add: [(g) => g, (g) => g],
  sub: [(g) => g, (g) => negated(g)],
  mul: [(g, { inputs: [, b] }) => times(g, b), (g, { inputs: [a] }) => times(g, a)],
  div: [(g, { inputs: [, b] }) => div(g, b), (g, { inputs: [, b], output }) => negated(times(div(g, b), output))],
  pow: [(g, { inputs: [a, b] }) => powerRule(g, a, b), (g, { inputs: [a], output }) => exponentRule(g, a, output)],
  remainder: [(g) => g, (g, { inputs: [a, b] }) => negated(times(g, floor(div(a, b))))],
  floorDivide: [zero, zero],
  atan2: [(g, { inputs: [y, x] }) => overSquare(g, x, y), (g, { inputs: [y, x] }) => negated(overSquare(g, y, x))],
  maximum: [(g, { inputs: [a, b] }) => toWinner(g, a, b, less), (g, { inputs: [a, b] }) => toWinner(g, b, a, less)],
  minimum: [
    (g, { inputs: [a, b] }) => toWinner(g, a, b, greater),
    (g, { inputs: [a, b] }) => toWinner(g, b, a, greater),
  ],
  equal: [zero, zero],
  notEqual: [zero, zero],
  less: [zero, zero],
  lessEqual: [zero, zero],
  greater: [zero, zero],
  greaterEqual: [zero, zero],
  logicalAnd: [zero, zero],
  logicalOr: [zero, zero],
  bitwiseAnd: [zero, zero],
  bitwiseOr: [zero, zero],
  bitwiseXor: [zero, zero],
  shiftLeft: [zero, zero],
  shiftRight: [zero, zero],
  where: [
    zero,
    (g, { inputs: [condition] }) => where(condition, g, none(g)),
    (g, { inputs: [condition] }) => where(condition, none(g), g),
  ],
};
