// Gradients of elementwise composites whose body's own gradient would lose digits, or meet 0 · Infinity at the ends of its range.
import {
  add,
  constantLike,
  cosh,
  div,
  equal,
  hypot,
  isFinite,
  logicalAnd,
  logicalNot,
  mul,
  rsqrt,
  sigmoid,
  sinh,
  sqrt,
  square,
  sub,
  where,
  type None,
  type Tensor,
} from '@tensorloom/tensor-core';
import { negated, scaled, times } from './known-constants.js';
import type { RuleFor } from './vjp-rule.js';

type OneOperand = 'exp2' | 'asin' | 'acos' | 'atan' | 'sinh' | 'cosh' | 'asinh' | 'acosh' | 'atanh';

/** Rules by name. */
export type ElementwiseComposites = {
  readonly [Name in OneOperand]: RuleFor<readonly [Tensor], None>;
} & {
  readonly [Name in 'hypot' | 'logAddExp']: RuleFor<readonly [Tensor, Tensor], None>;
};

const one = (a: Tensor): Tensor => constantLike(a, 1);
const none = (a: Tensor): Tensor => constantLike(a, 0);
/** 1 - a². */
const rest = (a: Tensor): Tensor => mul(sub(one(a), a), add(one(a), a));

/** a / radius, 0 where the radius is 0. */
function direction(a: Tensor, radius: Tensor): Tensor {
  return div(a, where(equal(radius, none(radius)), one(radius), radius));
}

/** a - b, and 0 for two equal infinities. */
function difference(a: Tensor, b: Tensor): Tensor {
  return where(logicalAnd(equal(a, b), logicalNot(isFinite(a))), none(a), sub(a, b));
}

export const elementwiseComposites: ElementwiseComposites = {
  exp2: [(g, { output }) => scaled(times(g, output), Math.LN2)],
  asin: [(g, { inputs: [a] }) => times(g, rsqrt(rest(a)))],
  acos: [(g, { inputs: [a] }) => negated(times(g, rsqrt(rest(a))))],
  atan: [(g, { inputs: [a] }) => div(g, add(square(a), one(a)))],
  sinh: [(g, { inputs: [a] }) => times(g, cosh(a))],
  cosh: [(g, { inputs: [a] }) => times(g, sinh(a))],
  asinh: [(g, { inputs: [a] }) => div(g, hypot(a, one(a)))],
  acosh: [(g, { inputs: [a] }) => div(g, mul(sqrt(sub(a, one(a))), sqrt(add(a, one(a)))))],
  atanh: [(g, { inputs: [a] }) => div(g, rest(a))],
  /** a / hypot, b / hypot */
  hypot: [
    (g, { inputs: [a], output }) => times(g, direction(a, output)),
    (g, { inputs: [, b], output }) => times(g, direction(b, output)),
  ],
  /** Shares of e^a and e^b in their sum */
  logAddExp: [
    (g, { inputs: [a, b] }) => times(g, sigmoid(difference(a, b))),
    (g, { inputs: [a, b] }) => times(g, sigmoid(difference(b, a))),
  ],
};
