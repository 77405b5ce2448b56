// The matrix that changes nothing.
import { checkFinite, constant, eye, formatShape, mul, ShapeError } from '@tensorloom/tensor-core';
import type { Initializer } from './initializer.js';
import { named } from './named.js';

export interface GainOption {
  /** Factor (default 1). */
  readonly gain?: number;
}

/** `gain` on the diagonal of a matrix, 0 elsewhere. @throws ShapeError for what is no matrix */
export function identity(options: GainOption = {}): Initializer {
  const gain = checkFinite('initializers.identity', 'gain', options.gain ?? 1);
  return named('identity', options, ['gain'], (shape, { dtype }) => {
    if (shape.length === 2) return mul(eye(shape[0] as number, shape[1], { dtype }), constant(gain, dtype));
    throw new ShapeError(
      `initializers.identity: no matrix; expected a weight [rows, columns], got ${formatShape(shape)}; use another initializer`,
    );
  });
}
