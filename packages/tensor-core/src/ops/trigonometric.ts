// Tangent, arc and hyperbolic functions. All but two are made of others; each has a gradient rule of its own, exact at the ends.
import { record, recordComposite } from '../record.js';
import type { Tensor, TensorLike } from '../tensor.js';
import {
  abs,
  add,
  constantLike,
  div,
  exp,
  expm1,
  less,
  log,
  log1p,
  greater,
  mul,
  neg,
  sign,
  sqrt,
  square,
  sub,
  where,
} from './elementwise.js';
import { castTo, floatOperand, matchOperands, none } from './operands.js';

const LN2 = 0.6931471805599453;
/** Beyond this, x² + 1 is x² in doubles: asinh and acosh are ln 2x, and no square overflows. */
const FAR = 1e9;

const one = (x: Tensor): Tensor => constantLike(x, 1);
const half = (x: Tensor): Tensor => mul(x, constantLike(x, 0.5));

/**
 * Tangent of radians. On a GPU beyond 1e5 as of an angle that is off by its last digit; NaN at the infinities. Gradient:
 * 1 + tan².
 */
export function tan(a: TensorLike): Tensor {
  return record('tan', [floatOperand('tan', a)], none);
}

/**
 * Angle of the point (x, y) in (-π, π]: the sign of y, and ±π/4 or ±3π/4 where both are infinite; 0 or ±π at (±0, ±0).
 * Gradient: x / (x² + y²), -y / (x² + y²), NaN at the origin.
 */
export function atan2(y: TensorLike, x: TensorLike): Tensor {
  const operands = matchOperands('atan2', y, x).map((side) => castTo(side, 'float32'));
  return record('atan2', operands, none);
}

/** Arc sine in [-π/2, π/2]; NaN outside of [-1, 1]. Gradient: 1 / √(1 - a²), Infinity at ±1. */
export function asin(a: TensorLike): Tensor {
  const x = floatOperand('asin', a);
  return recordComposite('asin', [x], none, atan2(x, sqrt(mul(sub(one(x), x), add(one(x), x)))));
}

/** Arc cosine in [0, π]; NaN outside of [-1, 1]. Gradient: -1 / √(1 - a²), -Infinity at ±1. */
export function acos(a: TensorLike): Tensor {
  const x = floatOperand('acos', a);
  const angle = atan2(sqrt(sub(one(x), x)), sqrt(add(one(x), x)));
  return recordComposite('acos', [x], none, mul(angle, constantLike(x, 2)));
}

/** Arc tangent in [-π/2, π/2]. Gradient: 1 / (1 + a²). */
export function atan(a: TensorLike): Tensor {
  const x = floatOperand('atan', a);
  return recordComposite('atan', [x], none, atan2(x, one(x)));
}

/** e^(a/2) and e^(-a/2), whose squares overflow only where the result does. */
function halfPowers(x: Tensor): readonly [Tensor, Tensor] {
  return [exp(half(x)), exp(neg(half(x)))];
}

/** Hyperbolic sine: (e^a - e^-a) / 2, by expm1 below 1. Gradient: cosh(a). */
export function sinh(a: TensorLike): Tensor {
  const x = floatOperand('sinh', a);
  const [up, down] = halfPowers(x);
  const far = sub(mul(half(up), up), mul(half(down), down));
  const near = less(abs(x), one(x));
  // Below 1 alone, so that a branch that is not taken is finite.
  const e = expm1(where(near, x, constantLike(x, 0)));
  return recordComposite('sinh', [x], none, where(near, half(add(e, div(e, add(e, one(e))))), far));
}

/** Hyperbolic cosine: (e^a + e^-a) / 2. Gradient: sinh(a). */
export function cosh(a: TensorLike): Tensor {
  const x = floatOperand('cosh', a);
  const [up, down] = halfPowers(x);
  return recordComposite('cosh', [x], none, add(mul(half(up), up), mul(half(down), down)));
}

/** Inverse of sinh: ln(a + √(a² + 1)), exact for small a. Gradient: 1 / √(a² + 1). */
export function asinh(a: TensorLike): Tensor {
  const x = floatOperand('asinh', a);
  const size = abs(x);
  const far = greater(size, constantLike(x, FAR));
  const near = where(far, one(x), size);
  const root = sqrt(add(square(near), one(x)));
  const small = log1p(add(near, div(square(near), add(root, one(x)))));
  const large = add(log(size), constantLike(x, LN2));
  return recordComposite('asinh', [x], none, mul(sign(x), where(far, large, small)));
}

/** Inverse of cosh, at least 0: ln(a + √(a² - 1)), exact near 1; NaN below 1. Gradient: 1 / √(a² - 1), Infinity at 1. */
export function acosh(a: TensorLike): Tensor {
  const x = floatOperand('acosh', a);
  const far = greater(x, constantLike(x, FAR));
  const rest = sub(where(far, one(x), x), one(x));
  const small = log1p(add(rest, mul(sqrt(rest), sqrt(add(rest, constantLike(x, 2))))));
  const large = add(log(where(far, x, one(x))), constantLike(x, LN2));
  return recordComposite('acosh', [x], none, where(far, large, small));
}

/** Inverse of tanh: (log1p(a) - log1p(-a)) / 2; ±Infinity at ±1, NaN beyond. Gradient: 1 / (1 - a²). */
export function atanh(a: TensorLike): Tensor {
  const x = floatOperand('atanh', a);
  return recordComposite('atanh', [x], none, half(sub(log1p(x), log1p(neg(x)))));
}
