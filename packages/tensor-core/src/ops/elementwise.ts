// Elementwise ops as functions. Operands broadcast as in NumPy and promote bool < int32, uint32 < float32.
import { DTypeError } from '../errors.js';
import { checkDType, type DType } from '../dtype.js';
import type { BinaryOp, UnaryOp } from '../op-table.js';
import { record, recordComposite, resolve } from '../record.js';
import { broadcastShapes } from '../shape.js';
import type { Tensor, TensorLike } from '../tensor.js';
import {
  broadcastTensor,
  castTo,
  castToFloat,
  constant,
  expectTensor,
  floatOperand,
  literal,
  matchOperands,
  none,
} from './operands.js';

function binary(op: BinaryOp, a: TensorLike, b: TensorLike): Tensor {
  return record(op, matchOperands(op, a, b), none);
}

function unary(op: UnaryOp, a: Tensor): Tensor {
  return record(op, [expectTensor(op, a)], none);
}

function float(op: UnaryOp, a: TensorLike): Tensor {
  return record(op, [floatOperand(op, a)], none);
}

/** bool counts as 0 and 1 in arithmetic. */
function arithmetic(op: BinaryOp, a: TensorLike, b: TensorLike): Tensor {
  const [left, right] = matchOperands(op, a, b);
  const dtype = left.dtype === 'bool' ? 'int32' : left.dtype;
  return record(op, [castTo(left, dtype), castTo(right, dtype)], none);
}

function floatBinary(op: BinaryOp, a: TensorLike, b: TensorLike): Tensor {
  const [left, right] = matchOperands(op, a, b);
  return record(op, [castToFloat(left), castToFloat(right)], none);
}

/** a + b. Gradient: 1, 1. */
export function add(a: TensorLike, b: TensorLike): Tensor {
  return arithmetic('add', a, b);
}
/** a - b. Gradient: 1, -1. */
export function sub(a: TensorLike, b: TensorLike): Tensor {
  return arithmetic('sub', a, b);
}
/** a * b. Gradient: b, a. */
export function mul(a: TensorLike, b: TensorLike): Tensor {
  return arithmetic('mul', a, b);
}
/** a / b in float32, also of integers. Gradient: 1 / b, -a / b². Division by zero gives ±Infinity or NaN. */
export function div(a: TensorLike, b: TensorLike): Tensor {
  return floatBinary('div', a, b);
}
/** a^b in float32; 0^0 = 1, a negative base with a fractional exponent is NaN. Gradient: b a^(b-1), a^b ln a (0 where a <= 0). */
export function pow(a: TensorLike, b: TensorLike): Tensor {
  return floatBinary('pow', a, b);
}
/**
 * ⌊a / b⌋, towards -Infinity as in Python: exact for integers, for which division by 0 gives 0 and the smallest int32 by -1
 * wraps; of floats the floor of the rounded quotient. Gradient: 0.
 */
export function floorDivide(a: TensorLike, b: TensorLike): Tensor {
  const [left, right] = matchOperands('floorDivide', a, b);
  return left.dtype === 'float32' ? floor(div(left, right)) : arithmetic('floorDivide', left, right);
}
/** a - b floor(a / b): takes the sign of b, as in Python. For integers, x remainder 0 is 0. Gradient: 1, -floor(a / b). */
export function remainder(a: TensorLike, b: TensorLike): Tensor {
  return arithmetic('remainder', a, b);
}
/** The larger of both; NaN if either is. Gradient: to the larger, half to each where they are equal. */
export function maximum(a: TensorLike, b: TensorLike): Tensor {
  return arithmetic('maximum', a, b);
}
/** The smaller of both; NaN if either is. Gradient: to the smaller, half to each where they are equal. */
export function minimum(a: TensorLike, b: TensorLike): Tensor {
  return arithmetic('minimum', a, b);
}

/** a = b as bool; NaN equals nothing. No gradient flows through comparisons. */
export function equal(a: TensorLike, b: TensorLike): Tensor {
  return binary('equal', a, b);
}
/** a ≠ b as bool; true beside NaN. */
export function notEqual(a: TensorLike, b: TensorLike): Tensor {
  return binary('notEqual', a, b);
}
/** a < b as bool; false beside NaN. */
export function less(a: TensorLike, b: TensorLike): Tensor {
  return arithmetic('less', a, b);
}
/** a <= b as bool; false beside NaN. */
export function lessEqual(a: TensorLike, b: TensorLike): Tensor {
  return arithmetic('lessEqual', a, b);
}
/** a > b as bool; false beside NaN. */
export function greater(a: TensorLike, b: TensorLike): Tensor {
  return arithmetic('greater', a, b);
}
/** a >= b as bool; false beside NaN. */
export function greaterEqual(a: TensorLike, b: TensorLike): Tensor {
  return arithmetic('greaterEqual', a, b);
}

function logical(op: 'logicalAnd' | 'logicalOr', a: TensorLike, b: TensorLike): Tensor {
  const [left, right] = matchOperands(op, a, b);
  return record(op, [castTo(left, 'bool'), castTo(right, 'bool')], none);
}
/** True where both are non-zero. */
export function logicalAnd(a: TensorLike, b: TensorLike): Tensor {
  return logical('logicalAnd', a, b);
}
/** True where at least one is non-zero. */
export function logicalOr(a: TensorLike, b: TensorLike): Tensor {
  return logical('logicalOr', a, b);
}
/** True where a is zero. */
export function logicalNot(a: Tensor): Tensor {
  return record('logicalNot', [castTo(resolve('logicalNot', expectTensor('logicalNot', a)), 'bool')], none);
}
/** True where exactly one of both is non-zero. */
export function logicalXor(a: TensorLike, b: TensorLike): Tensor {
  const [left, right] = matchOperands('logicalXor', a, b);
  return notEqual(castTo(left, 'bool'), castTo(right, 'bool'));
}
/** True where a is NaN. */
export function isNaN(a: Tensor): Tensor {
  return float('isNaN', a);
}
/** True where a is neither infinite nor NaN. */
export function isFinite(a: Tensor): Tensor {
  return float('isFinite', a);
}

/** True where a is Infinity or -Infinity. */
export function isInf(a: Tensor): Tensor {
  const x = floatOperand('isInf', expectTensor('isInf', a));
  return logicalNot(logicalOr(isFinite(x), isNaN(x)));
}

/** -a. */
export function neg(a: Tensor): Tensor {
  return unary('neg', a);
}
/** |a|. Gradient: sign(a), 0 at 0. */
export function abs(a: Tensor): Tensor {
  return unary('abs', a);
}
/** -1, 0 or 1. Gradient: 0. */
export function sign(a: Tensor): Tensor {
  return unary('sign', a);
}
/** Largest whole number not above a. Gradient: 0. */
export function floor(a: Tensor): Tensor {
  return float('floor', a);
}
/** Smallest whole number not below a. Gradient: 0. */
export function ceil(a: Tensor): Tensor {
  return float('ceil', a);
}
/** Nearest whole number, halves to the even one. Gradient: 0. */
export function round(a: Tensor): Tensor {
  return float('round', a);
}
/** The whole number between 0 and a that is nearest to a: rounds towards 0. Gradient: 0. */
export function trunc(a: Tensor): Tensor {
  return float('trunc', a);
}
/** e^a. */
export function exp(a: TensorLike): Tensor {
  return float('exp', a);
}
/** e^a - 1, exact for small a. */
export function expm1(a: TensorLike): Tensor {
  return float('expm1', a);
}
/** Natural logarithm; -Infinity at 0, NaN below. Gradient: 1 / a. */
export function log(a: TensorLike): Tensor {
  return float('log', a);
}
/** Logarithm of base 2, exact for powers of 2 on the CPU; -Infinity at 0, NaN below. Gradient: 1 / (a ln 2). */
export function log2(a: TensorLike): Tensor {
  return float('log2', a);
}
/** 2^a. Gradient: 2^a ln 2. */
export function exp2(a: TensorLike): Tensor {
  const x = floatOperand('exp2', a);
  return recordComposite('exp2', [x], none, pow(constantLike(x, 2), x));
}
/**
 * ln(e^a + e^b) without overflow: max(a, b) + log1p(e^-|a - b|). Equal infinities give themselves. Gradient: sigmoid(a - b),
 * sigmoid(b - a).
 */
export function logAddExp(a: TensorLike, b: TensorLike): Tensor {
  const [x, y] = matchOperands('logAddExp', a, b).map((side) => castTo(side, 'float32')) as [Tensor, Tensor];
  const apart = where(equal(x, y), constantLike(x, 0), sub(x, y));
  return recordComposite('logAddExp', [x, y], none, add(maximum(x, y), log1p(exp(neg(abs(apart))))));
}
/**
 * √(a² + b²) without overflow of the squares; NaN if either is. Gradient: a / hypot, b / hypot, and 0 where both are 0.
 */
export function hypot(a: TensorLike, b: TensorLike): Tensor {
  const [x, y] = matchOperands('hypot', a, b).map((side) => abs(castTo(side, 'float32'))) as [Tensor, Tensor];
  const [large, small] = [maximum(x, y), minimum(x, y)];
  // 0 / 0 and Infinity / Infinity: the larger one is the result.
  const ratio = div(small, where(logicalOr(equal(large, 0), isInf(large)), constantLike(large, 1), large));
  const body = where(isInf(large), large, mul(large, sqrt(add(square(ratio), constantLike(ratio, 1)))));
  return recordComposite(
    'hypot',
    matchOperands('hypot', a, b).map((side) => castTo(side, 'float32')),
    none,
    body,
  );
}
/** ln(1 + a), exact for small a. Gradient: 1 / (1 + a). */
export function log1p(a: TensorLike): Tensor {
  return float('log1p', a);
}
/** Square root; NaN below 0. Gradient: 1 / (2 √a). */
export function sqrt(a: TensorLike): Tensor {
  return float('sqrt', a);
}
/** 1 / √a. Gradient: -a^(-3/2) / 2. */
export function rsqrt(a: TensorLike): Tensor {
  return float('rsqrt', a);
}
/** 1 / a. Gradient: -1 / a². */
export function reciprocal(a: TensorLike): Tensor {
  return float('reciprocal', a);
}
/** a². Gradient: 2 a. */
export function square(a: Tensor): Tensor {
  return mul(a, a);
}
/**
 * Sine of radians. On a GPU within 1e-7 up to angles of 1e5; beyond, as of an angle that is off by its last digit. NaN at the
 * infinities. Gradient: cos.
 */
export function sin(a: TensorLike): Tensor {
  return float('sin', a);
}
/** Cosine of radians, as exact as `sin`. Gradient: -sin. */
export function cos(a: TensorLike): Tensor {
  return float('cos', a);
}
/** Hyperbolic tangent. Gradient: 1 - tanh². */
export function tanh(a: TensorLike): Tensor {
  return float('tanh', a);
}
/** 1 / (1 + e^-a). Gradient: s (1 - s). */
export function sigmoid(a: TensorLike): Tensor {
  return float('sigmoid', a);
}
/** max(a, 0), keeping NaN. Gradient: 1 above 0, else 0. */
export function relu(a: Tensor): Tensor {
  return unary('relu', a);
}
/** ln(1 + e^a) without overflow: max(a, 0) + log1p(e^-|a|). Gradient: sigmoid(a), also at the body's kink at 0. */
export function softplus(a: TensorLike): Tensor {
  const x = floatOperand('softplus', a);
  return recordComposite('softplus', [x], none, add(relu(x), log1p(exp(neg(abs(x))))));
}

/**
 * Limits each element to [minimum, maximum]; NaN stays. Gradient: 1 inside, half at an edge, 0 outside.
 */
export function clip(a: Tensor, lower: number, upper: number): Tensor {
  if (!(lower <= upper)) {
    throw new DTypeError(`clip: bad range; expected minimum <= maximum, got ${lower} and ${upper}; swap them`);
  }
  return minimum(maximum(a, lower), upper);
}

/**
 * Converts the dtype. float32 to integers truncates toward 0 and clamps to the range, NaN gives 0; anything but 0 is true.
 * Gradient: between float dtypes only.
 */
export function cast(a: Tensor, dtype: DType): Tensor {
  checkDType('cast', dtype);
  return castTo(resolve('cast', expectTensor('cast', a)), dtype);
}

/**
 * `whenTrue` where `condition` holds, else `whenFalse`; all three broadcast.
 *
 * @param condition bool, or numbers of which 0 is false
 */
export function where(condition: Tensor, whenTrue: TensorLike, whenFalse: TensorLike): Tensor {
  const [left, right] = matchOperands('where', whenTrue, whenFalse);
  const test = castTo(resolve('where', expectTensor('where', condition)), 'bool');
  const shape = broadcastShapes('where', test.shape, left.shape);
  return record(
    'where',
    [broadcastTensor(test, shape), broadcastTensor(left, shape), broadcastTensor(right, shape)],
    none,
  );
}

/** A tensor of the library's own constant in the shape and dtype of another. */
export function constantLike(a: Tensor, value: number): Tensor {
  return broadcastTensor(constant(value, a.dtype), a.shape);
}

/** A user's number beside a tensor, for composed ops that take options. */
export function literalLike(a: Tensor, value: number): Tensor {
  return literal(value, a.dtype);
}
