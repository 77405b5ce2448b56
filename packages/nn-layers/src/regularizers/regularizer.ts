// What a regularizer is, and the option that names one. The regularizers themselves are in their own files.
import type { Tensor } from '@tensorloom/tensor-core';
import { PartKind, type Named, type PartOption } from '../named-parts.js';
import * as regularizers from './index.js';

/** A penalty for a weight or an output: a scalar that is added to the loss. */
export interface Regularizer extends Named {
  (value: Tensor): Tensor;
}

/** Name of one of `regularizers`, with its default options. */
export type RegularizerName = keyof typeof regularizers;

/** What an option such as `kernelRegularizer` takes. */
export type RegularizerOption = PartOption<RegularizerName, Regularizer>;

/** Regularizers by name. */
export const regularizerKind: PartKind<Regularizer> = new PartKind<Regularizer>('regularizer', () => regularizers);
