// The error functions, and ln Γ with its derivatives: primitives, since no other ops make them exactly.
import type { UnaryOp } from '../op-table.js';
import { record } from '../record.js';
import type { Tensor, TensorLike } from '../tensor.js';
import { floatOperand, none } from './operands.js';

function float(op: UnaryOp, a: TensorLike): Tensor {
  return record(op, [floatOperand(op, a)], none);
}

/** Error function: 2/√π ∫₀ᵃ e^(-t²) dt, in [-1, 1]. Gradient: 2/√π e^(-a²). */
export function erf(a: TensorLike): Tensor {
  return float('erf', a);
}

/** 1 - erf(a) without cancellation for large a, where it is e^(-a²) / (a √π) or so. Gradient: -2/√π e^(-a²). */
export function erfc(a: TensorLike): Tensor {
  return float('erfc', a);
}

/** The x with erf(x) = a; ±Infinity at ±1, NaN beyond. Gradient: √π/2 e^(x²). */
export function erfinv(a: TensorLike): Tensor {
  return float('erfinv', a);
}

/** ln |Γ(a)|; Infinity at 0, -1, -2 and so on, and at both infinities. Gradient: digamma(a). */
export function lgamma(a: TensorLike): Tensor {
  return float('lgamma', a);
}

/** Derivative of ln Γ(a); NaN at its poles 0, -1, -2 and so on. Gradient: trigamma(a). */
export function digamma(a: TensorLike): Tensor {
  return float('digamma', a);
}

/** Second derivative of ln Γ(a); Infinity at its poles 0, -1, -2 and so on. Has no gradient: asking for one is an error. */
export function trigamma(a: TensorLike): Tensor {
  return float('trigamma', a);
}
