// Units with an exponential below 0, and the exponential itself.
import {
  checkFinite,
  checkOptions,
  checkRange,
  constant,
  ConfigError,
  exp,
  expm1,
  greater,
  mul,
  where,
  type Tensor,
} from '@tensorloom/tensor-core';
import { SELU_ALPHA, SELU_SCALE } from './selu-constants.js';

/** Option of elu and celu. */
export interface AlphaOptions {
  /** Default 1. */
  readonly alpha?: number;
}

/** x above 0, else below(x): which is never asked about what is above 0, where it could overflow. */
function piecewise(x: Tensor, below: (x: Tensor) => Tensor): Tensor {
  const positive = greater(x, constant(0));
  return where(positive, x, below(where(positive, constant(0), x)));
}

/**
 * x above 0, else alpha · (e^x - 1), down to -alpha. Gradient: 1 above 0, else alpha e^x (alpha at 0).
 * Clevert, Unterthiner and Hochreiter 2016.
 *
 * @param options alpha, at least 0
 */
export function elu(x: Tensor, options: AlphaOptions = {}): Tensor {
  checkOptions('activations.elu', options, ['alpha']);
  const alpha = checkRange('activations.elu', 'alpha', options.alpha ?? 1, 0, Infinity);
  return piecewise(x, (low) => mul(expm1(low), constant(alpha)));
}

/** 1.0507 · elu(x, 1.6733). Gradient: 1.0507 above 0, else 1.7581 e^x (also at 0). Klambauer et al. 2017. */
export function selu(x: Tensor): Tensor {
  return mul(elu(x, { alpha: SELU_ALPHA }), constant(SELU_SCALE));
}

/**
 * x above 0, else alpha · (e^(x / alpha) - 1): an elu whose slope at 0 is 1 for any alpha. Gradient: 1 above 0, else e^(x / alpha).
 * Barron 2017.
 *
 * @param options alpha, above 0
 */
export function celu(x: Tensor, options: AlphaOptions = {}): Tensor {
  checkOptions('activations.celu', options, ['alpha']);
  const alpha = checkFinite('activations.celu', 'alpha', options.alpha ?? 1);
  if (alpha <= 0) {
    throw new ConfigError(`activations.celu: bad alpha; expected a number above 0, got ${alpha}; change it`);
  }
  return piecewise(x, (low) => mul(expm1(mul(low, constant(1 / alpha))), constant(alpha)));
}

/** e^x; Infinity from 89 on in float32. Gradient: e^x. */
export function exponential(x: Tensor): Tensor {
  return exp(x);
}
