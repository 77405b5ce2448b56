// Rows of the layers that disturb: bits are equal on all devices, so every device drops the same elements.
import * as tl from '@tensorloom/nn-layers';
import { f } from '../../ops/op-row.js';
import type { CatalogueRow } from '../catalogue-row.js';
import { layerRow } from '../layer-row.js';

const inTraining = { training: true };
const vectors = [f(4, 8)] as const;

/** All of them. */
export const regularizationRows: readonly CatalogueRow[] = [
  layerRow(() => new tl.ActivityRegularization({ l1: 0.1, l2: 0.2 }), vectors, inTraining),
  layerRow(() => new tl.AlphaDropout(0.3), vectors, inTraining),
  layerRow(() => new tl.Dropout(0.3), vectors, inTraining),
  layerRow(() => new tl.Dropout(0.3, { seed: 5 }), vectors, { about: 'with a seed', ...inTraining }),
  layerRow(() => new tl.Dropout(0.3), vectors, { about: 'in inference' }),
  layerRow(() => new tl.GaussianDropout(0.3), vectors, inTraining),
  layerRow(() => new tl.GaussianNoise(0.5), vectors, inTraining),
  layerRow(() => new tl.SpatialDropout1D(0.3), [f(2, 3, 6)], inTraining),
  layerRow(() => new tl.SpatialDropout2D(0.3), [f(2, 2, 3, 6)], inTraining),
  layerRow(() => new tl.SpatialDropout3D(0.3), [f(2, 2, 1, 3, 6)], inTraining),
];
