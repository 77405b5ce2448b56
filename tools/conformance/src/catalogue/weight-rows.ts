// Rows of what is said of weights: regularizers with their gradients, and constraints.
import { gradients } from '@tensorloom/autograd';
import { constraints, regularizers, type Constraint, type Regularizer } from '@tensorloom/nn-layers';
import { tensor, type Tensor } from '@tensorloom/tensor-core';
import { f, inputData } from '../ops/op-row.js';
import type { CatalogueRow } from './catalogue-row.js';

/** Names of the exported regularizers. */
export const regularizerNames: readonly string[] = Object.keys(regularizers);
/** Names of the exported constraints. */
export const constraintNames: readonly string[] = Object.keys(constraints);

const regularizersByName: Readonly<Record<string, () => Regularizer>> = regularizers;
const constraintsByName: Readonly<Record<string, () => Constraint>> = constraints;

const weight = (): Tensor => tensor(inputData(f(4, 6), 1));

/** All regularizers. Their factor is 0.01: times 100, so that no penalty is small beside its tolerance. */
export const regularizerRows: readonly CatalogueRow[] = Object.entries(regularizersByName).map(([of, make]) => ({
  of,
  run: () => {
    const w = weight();
    const penalty = make()(w).mul(100);
    return { penalty, gradient: gradients(penalty, [w])[0] };
  },
}));

/** All constraints. */
export const constraintRows: readonly CatalogueRow[] = Object.entries(constraintsByName).map(([of, make]) => ({
  of,
  run: () => ({ allowed: make()(weight()) }),
}));
