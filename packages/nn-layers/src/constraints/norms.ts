// Weights whose lengths are kept: along `axis`, the inputs of each unit of a dense kernel.
import {
  add,
  checkRange,
  ConfigError,
  constant,
  div,
  equal,
  maximum,
  minimum,
  mul,
  norm,
  where,
  type Tensor,
} from '@tensorloom/tensor-core';
import { namedPart } from '../named-parts.js';
import type { Constraint } from './constraint.js';

/** The option of constraints on lengths. */
export interface AxisOption {
  /**
   * Axes over which a length is taken (default 0): of a kernel [inputs, units] the inputs of each unit; [0, 1, 2] for those of
   * each filter of a kernel [height, width, channels, filters].
   */
  readonly axis?: number | readonly number[];
}

/** w · wanted(‖w‖) / ‖w‖; vectors of zeros stay, and bit for bit those that have the wanted length. */
function withLength(w: Tensor, axis: number | readonly number[], wanted: (length: Tensor) => Tensor): Tensor {
  const length = norm(w, axis, { keepDims: true });
  const target = wanted(length);
  const divisor = where(equal(length, constant(0)), constant(1), length);
  return mul(w, where(equal(target, length), constant(1), div(target, divisor)));
}

export interface MaxNormOptions extends AxisOption {
  /** Largest length, at least 0 (default 2). */
  readonly maxValue?: number;
}

/** Vectors longer than `maxValue` are shortened to it; others stay as they are. Srivastava et al. 2014, section 5.1. */
export function maxNorm(options: MaxNormOptions = {}): Constraint {
  const most = checkRange('constraints.maxNorm', 'maxValue', options.maxValue ?? 2, 0, Infinity);
  return namedPart('constraints', 'maxNorm', options, ['maxValue', 'axis'], (w: Tensor) =>
    withLength(w, options.axis ?? 0, (length) => minimum(length, constant(most))),
  );
}

/** All vectors get length 1; zeros stay. */
export function unitNorm(options: AxisOption = {}): Constraint {
  return namedPart('constraints', 'unitNorm', options, ['axis'], (w: Tensor) =>
    withLength(w, options.axis ?? 0, () => constant(1)),
  );
}

export interface MinMaxNormOptions extends AxisOption {
  /** Smallest length, at least 0 (default 0). */
  readonly minValue?: number;
  /** Largest length, at least `minValue` (default 1). */
  readonly maxValue?: number;
  /** Share of the way to the nearest allowed length that each update goes, in [0, 1] (default 1). */
  readonly rate?: number;
}

/** Lengths go `rate` of the way to the nearest one in [minValue, maxValue]; zeros stay. */
export function minMaxNorm(options: MinMaxNormOptions = {}): Constraint {
  const where = 'constraints.minMaxNorm';
  const least = checkRange(where, 'minValue', options.minValue ?? 0, 0, Infinity);
  const most = checkRange(where, 'maxValue', options.maxValue ?? 1, 0, Infinity);
  const rate = checkRange(where, 'rate', options.rate ?? 1, 0, 1);
  if (least > most) {
    throw new ConfigError(`${where}: bad range; expected minValue <= maxValue, got ${least} and ${most}; swap them`);
  }
  const wanted = (length: Tensor): Tensor => {
    const allowed = minimum(maximum(length, constant(least)), constant(most));
    return add(mul(allowed, constant(rate)), mul(length, constant(1 - rate)));
  };
  return namedPart('constraints', 'minMaxNorm', options, ['minValue', 'maxValue', 'rate', 'axis'], (w: Tensor) =>
    withLength(w, options.axis ?? 0, wanted),
  );
}
