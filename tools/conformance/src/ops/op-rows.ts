// All rows of the op suite, by family. A new op takes a row in the file of its family.
import type { OpRow } from './op-row.js';
import { bitwiseRows } from './rows/bitwise.js';
import { compositeRows } from './rows/composite.js';
import { contractionRows } from './rows/contraction.js';
import { convTransposeRows } from './rows/conv-transpose.js';
import { convolutionRows } from './rows/convolution.js';
import { elementwiseRows } from './rows/elementwise.js';
import { halfRows } from './rows/halves.js';
import { indexingRows } from './rows/indexing.js';
import { movementRows } from './rows/movement.js';
import { normalizationRows } from './rows/normalization.js';
import { poolingRows } from './rows/pooling.js';
import { productRows } from './rows/products.js';
import { randomRows } from './rows/random.js';
import { reductionRows } from './rows/reduction.js';
import { orderingRows } from './rows/ordering.js';
import { resizeRows } from './rows/resize.js';
import { sequenceRows } from './rows/sequences.js';
import { specialFunctionRows } from './rows/special-functions.js';
import { statisticsRows } from './rows/statistics.js';
import { trigonometricRows } from './rows/trigonometric.js';
import { transformRows } from './rows/transforms.js';

/** Rows by family, in the order of the docs. */
export const families: Readonly<Record<string, readonly OpRow[]>> = {
  elementwise: elementwiseRows,
  trigonometric: trigonometricRows,
  'special functions': specialFunctionRows,
  bitwise: bitwiseRows,
  reduction: reductionRows,
  statistics: statisticsRows,
  movement: movementRows,
  indexing: indexingRows,
  ordering: orderingRows,
  contraction: [...contractionRows, ...productRows],
  convolution: [...convolutionRows, ...convTransposeRows],
  pooling: poolingRows,
  resize: resizeRows,
  normalization: normalizationRows,
  sequences: sequenceRows,
  composite: compositeRows,
  transforms: transformRows,
  random: randomRows,
  float16: halfRows,
};

/** All rows. */
export const opRows: readonly OpRow[] = Object.values(families).flat();
