// Rows of the normalizations: in training by the batch, with the moving statistics that it leaves; in inference by those.
import * as tl from '@tensorloom/nn-layers';
import { f } from '../../ops/op-row.js';
import type { CatalogueRow } from '../catalogue-row.js';
import { layerRow } from '../layer-row.js';

const images = [f(2, 3, 4, 6)] as const;
const inTraining = { training: true };

/** All of them. */
export const normalizationRows: readonly CatalogueRow[] = [
  layerRow(() => new tl.BatchNormalization({ momentum: 0.9 }), images, { about: 'in training', ...inTraining }),
  layerRow(() => new tl.BatchNormalization(), images),
  layerRow(() => new tl.GroupNormalization({ groups: 3 }), images),
  layerRow(() => new tl.InstanceNormalization(), images),
  layerRow(() => new tl.LayerNormalization(), images),
  layerRow(() => new tl.RMSNormalization(), images),
  layerRow(() => new tl.SpectralNormalization(new tl.Dense(3), { powerIterations: 2 }), [f(2, 6)], inTraining),
  layerRow(() => new tl.UnitNormalization(), images),
];
