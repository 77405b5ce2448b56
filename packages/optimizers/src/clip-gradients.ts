// Makes large gradients smaller. Knows no update rule.
import { add, clip, constant, div, maximum, mul, sqrt, square, sum, type Tensor } from '@tensorloom/tensor-core';
import type { OptimizerOptions } from './options/optimizer-options.js';

/** limit / max(norm, limit): 1 where the norm is within the limit. */
function shrink(norm: Tensor, limit: number): Tensor {
  return div(constant(limit), maximum(norm, constant(limit)));
}

const sumOfSquares = (gradient: Tensor): Tensor => sum(square(gradient));

/** The L2 norm of all elements of all gradients, float32 []. */
export function globalNorm(gradients: readonly Tensor[]): Tensor {
  return sqrt(gradients.map(sumOfSquares).reduce((total, each) => add(total, each)));
}

/** The gradients, clipped as the options say. */
export function clipGradients(
  gradients: readonly Tensor[],
  { clipnorm, clipvalue, globalClipnorm }: OptimizerOptions,
): readonly Tensor[] {
  if (clipvalue !== undefined) return gradients.map((gradient) => clip(gradient, -clipvalue, clipvalue));
  if (clipnorm !== undefined)
    return gradients.map((gradient) => mul(gradient, shrink(sqrt(sumOfSquares(gradient)), clipnorm)));
  if (globalClipnorm === undefined) return gradients;
  const factor = shrink(globalNorm(gradients), globalClipnorm);
  return gradients.map((gradient) => mul(gradient, factor));
}
