// Rows of the initializers: the same seed gives the same numbers.
import { initializers, type Initializer } from '@tensorloom/nn-layers';
import type { CatalogueRow } from './catalogue-row.js';

/** Names of the exported initializers. */
export const initializerNames: readonly string[] = Object.keys(initializers);

const makers: Readonly<Record<string, () => Initializer>> = initializers;

/** All of them: two matrices, one drawn after the other. */
export const initializerRows: readonly CatalogueRow[] = Object.entries(makers).map(([of, make]) => ({
  of,
  run: () => {
    const initializer = make();
    return {
      'the first': initializer([6, 4], { dtype: 'float32' }),
      'the second': initializer([6, 4], { dtype: 'float32' }),
    };
  },
}));
