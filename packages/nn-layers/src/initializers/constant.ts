// Initializers that give every element the same number.
import { checkFinite, full, ones as onesOp, zeros as zerosOp } from '@tensorloom/tensor-core';
import type { Initializer } from './initializer.js';
import { named } from './named.js';

/** All 0. */
export function zeros(options: object = {}): Initializer {
  return named('zeros', options, [], (shape, { dtype }) => zerosOp(shape, { dtype }));
}

/** All 1. */
export function ones(options: object = {}): Initializer {
  return named('ones', options, [], (shape, { dtype }) => onesOp(shape, { dtype }));
}

export interface ConstantOptions {
  /** Default 0. */
  readonly value?: number;
}

/** All `value`. */
export function constant(options: ConstantOptions = {}): Initializer {
  const value = checkFinite('initializers.constant', 'value', options.value ?? 0);
  return named('constant', options, ['value'], (shape, { dtype }) => full(shape, value, { dtype }));
}
