// Rows of the layers that merge.
import * as tl from '@tensorloom/nn-layers';
import { f } from '../../ops/op-row.js';
import type { CatalogueRow } from '../catalogue-row.js';
import { layerRow } from '../layer-row.js';

const three = [f(2, 3, 4), f(2, 3, 4), f(2, 1, 4)] as const;
const two = [f(2, 3, 4), f(2, 3, 4)] as const;

/** All of them. */
export const mergingRows: readonly CatalogueRow[] = [
  layerRow(() => new tl.Add(), three),
  layerRow(() => new tl.Average(), three),
  layerRow(() => new tl.Concatenate({ axis: 1 }), three),
  layerRow(() => new tl.Dot([2, 2]), two),
  layerRow(() => new tl.Dot(1, { normalize: true }), two, { about: 'of unit vectors' }),
  layerRow(() => new tl.Maximum(), three),
  layerRow(() => new tl.Minimum(), three),
  layerRow(() => new tl.Multiply(), three),
  layerRow(() => new tl.Subtract(), two),
];
