// Rotary positions: pairs of features turned by angles that grow with the step.
import { arange, checkOptions, checkRange, concat, constant, neg, type Tensor } from '@tensorloom/tensor-core';

/** Options of rotary positions. */
export interface RotaryOptions {
  /** Steps after which the slowest pair has almost turned once, in units of 2π (default 10,000). */
  readonly maxWavelength?: number;
  /** Steps count 1 / this each (default 1); more stretches a model to longer sequences. */
  readonly scalingFactor?: number;
  /** Number of the first step (default 0). */
  readonly startIndex?: number;
}

/**
 * Feature i and feature i + size / 2 of step t are turned by the angle t · maxWavelength^(-2i / size), so that the product of a query
 * and a key depends on how far apart they are.
 *
 * @param x [..., steps, size], size even
 * @returns the same shape
 * @see Su et al.: RoFormer (2021), equation 34; halves are paired as in GPT-NeoX and Llama, not neighbours as in the paper
 */
export function rotate(x: Tensor, options: RotaryOptions = {}): Tensor {
  checkOptions('rotate', options, ['maxWavelength', 'scalingFactor', 'startIndex']);
  const { maxWavelength = 10_000, scalingFactor = 1, startIndex = 0 } = options;
  checkRange('rotate', 'maxWavelength', maxWavelength, 1, Infinity);
  checkRange('rotate', 'scalingFactor', scalingFactor, Number.MIN_VALUE, Infinity);
  const [steps, size] = x.shape.slice(-2) as [number, number];
  const half = size / 2;
  const position = arange(startIndex, startIndex + steps).mul(constant(1 / scalingFactor));
  const frequency = arange(half)
    .mul(constant((-2 * Math.log(maxWavelength)) / size))
    .exp();
  const angle = position.expandDims(1).mul(frequency.expandDims(0));
  const lead = x.shape.slice(0, -1).map(() => null);
  const [first, second] = [x.slice(...lead, [0, half]), x.slice(...lead, [half, size])];
  const [cos, sin] = [angle.cos(), angle.sin()];
  return concat([first.mul(cos).add(neg(second.mul(sin))), second.mul(cos).add(first.mul(sin))], -1);
}
