// Smooth relatives of relu: the input times a gate of its own.
import {
  add,
  checkOptions,
  constant,
  erfc,
  mul,
  sigmoid,
  softplus,
  square,
  tanh,
  type Tensor,
} from '@tensorloom/tensor-core';

/** Options of gelu. */
export interface GeluOptions {
  /** True for the form with tanh, which differs by at most 5e-4 (default false). */
  readonly approximate?: boolean;
}

/**
 * x Φ(x), Φ the distribution function of the normal distribution: x/2 · erfc(-x / √2); approximately
 * x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³))). Gradient: Φ(x) + x e^(-x²/2) / √(2π). Hendrycks and Gimpel 2016.
 */
export function gelu(x: Tensor, options: GeluOptions = {}): Tensor {
  checkOptions('activations.gelu', options, ['approximate']);
  const half = mul(x, constant(0.5));
  if (!options.approximate) return mul(half, erfc(mul(x, constant(-Math.SQRT1_2))));
  const cubic = mul(x, add(mul(square(x), constant(0.044715)), constant(1)));
  return mul(half, add(tanh(mul(cubic, constant(Math.sqrt(2 / Math.PI)))), constant(1)));
}

/** x · sigmoid(x), also called swish. Gradient: s (1 + x (1 - s)). Elfwing, Uchibe and Doya 2017. */
export function silu(x: Tensor): Tensor {
  return mul(x, sigmoid(x));
}

/** x · tanh(ln(1 + e^x)). Gradient: t + x (1 - t²) sigmoid(x) with t the tanh. Misra 2019. */
export function mish(x: Tensor): Tensor {
  return mul(x, tanh(softplus(x)));
}
