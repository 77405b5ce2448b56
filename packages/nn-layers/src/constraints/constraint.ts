// What a constraint is, and the option that names one. The constraints themselves are in their own files.
import type { Projection } from '@tensorloom/tensor-core';
import { PartKind, type Named, type PartOption } from '../named-parts.js';
import * as constraints from './index.js';

/** Gives the allowed value next to a weight's value; optimizers apply it after each update. */
export interface Constraint extends Projection, Named {}

/** Name of one of `constraints`, with its default options. */
export type ConstraintName = keyof typeof constraints;

/** What an option such as `kernelConstraint` takes. */
export type ConstraintOption = PartOption<ConstraintName, Constraint>;

/** Constraints by name. */
export const constraintKind: PartKind<Constraint> = new PartKind<Constraint>('constraint', () => constraints);
