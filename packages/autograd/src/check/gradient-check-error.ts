// The outcome of a gradient check, and the error that carries it. Knows no device.
import { TensorloomError } from '@tensorloom/tensor-core';

/** One element of a gradient, in both ways. */
export interface Comparison {
  /** Which input, and where in it. */
  readonly input: number;
  readonly index: readonly number[];
  readonly analytic: number;
  readonly numeric: number;
  /** |analytic - numeric| / max(1, |analytic|, |numeric|) */
  readonly error: number;
}

/** A gradient differs from central differences. */
export class GradientCheckError extends TensorloomError {
  override name = 'GradientCheckError';

  constructor(
    message: string,
    /** The element that differs most. */
    readonly worst: Comparison,
  ) {
    super(message);
  }
}
