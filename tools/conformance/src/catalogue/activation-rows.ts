// Rows of the activations by name: values and gradients.
import { gradients } from '@tensorloom/autograd';
import { activations } from '@tensorloom/nn-layers';
import { tensor, type Tensor } from '@tensorloom/tensor-core';
import { inputData } from '../ops/op-row.js';
import type { CatalogueRow } from './catalogue-row.js';

/** No gradient flows through them. */
const steps: readonly string[] = ['binaryStep', 'heaviside', 'sign'];

/** Names of the exported activations. */
export const activationNames: readonly string[] = Object.keys(activations);

const byName = activations as unknown as Readonly<Record<string, (x: Tensor) => Tensor>>;

/** All of them. */
export const activationRows: readonly CatalogueRow[] = Object.entries(byName).map(([of, activation]) => ({
  of,
  run: () => {
    const x = tensor(inputData({ shape: [4, 6], low: -4, high: 4 }, 1));
    const output = activation(x);
    const slopes = steps.includes(of) ? [] : gradients(output.square().sum(), [x]);
    return { output, ...(slopes[0] && { gradient: slopes[0] }) };
  },
}));
