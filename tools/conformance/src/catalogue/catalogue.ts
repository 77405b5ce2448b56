// All parts of the catalogue: their rows, and the names that must have one.
import { activationNames, activationRows } from './activation-rows.js';
import type { CatalogueRow } from './catalogue-row.js';
import { initializerNames, initializerRows } from './initializer-rows.js';
import { layerNames, layerRows } from './layer-rows/layer-rows.js';
import { lossNames, lossRows } from './loss-rows.js';
import { metricNames, metricRows } from './metric-rows.js';
import { optimizerNames, optimizerRows } from './optimizer-rows.js';
import { constraintNames, constraintRows, regularizerNames, regularizerRows } from './weight-rows.js';

/** One part. */
export interface CataloguePart {
  readonly rows: readonly CatalogueRow[];
  /** What the library exports of it. */
  readonly names: readonly string[];
}

/** Parts by name. */
export const catalogue = {
  layers: { rows: layerRows, names: layerNames },
  activations: { rows: activationRows, names: activationNames },
  losses: { rows: lossRows, names: lossNames },
  metrics: { rows: metricRows, names: metricNames },
  optimizers: { rows: optimizerRows, names: optimizerNames },
  initializers: { rows: initializerRows, names: initializerNames },
  regularizers: { rows: regularizerRows, names: regularizerNames },
  constraints: { rows: constraintRows, names: constraintNames },
} as const satisfies Readonly<Record<string, CataloguePart>>;

/** The rows by part: of all, or of one layer, loss ... alone. */
export function catalogueFamilies(of?: string): Readonly<Record<string, readonly CatalogueRow[]>> {
  const parts = Object.entries(catalogue).map(
    ([part, { rows }]) => [part, rows.filter((row) => of === undefined || row.of === of)] as const,
  );
  return Object.fromEntries(parts.filter(([, rows]) => rows.length > 0));
}
