// Weights that may not be below 0.
import { relu } from '@tensorloom/tensor-core';
import { namedPart } from '../named-parts.js';
import type { Constraint } from './constraint.js';

/** max(w, 0). */
export function nonNegative(options: object = {}): Constraint {
  return namedPart('constraints', 'nonNegative', options, [], relu);
}
