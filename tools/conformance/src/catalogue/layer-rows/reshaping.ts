// Rows of the layers that move elements.
import * as tl from '@tensorloom/nn-layers';
import { f } from '../../ops/op-row.js';
import type { CatalogueRow } from '../catalogue-row.js';
import { layerRow } from '../layer-row.js';

const sequences = [f(2, 7, 4)] as const;
const images = [f(2, 6, 5, 4)] as const;
const volumes = [f(1, 4, 3, 4, 2)] as const;

/** All of them. */
export const reshapingRows: readonly CatalogueRow[] = [
  layerRow(() => new tl.Cropping1D([1, 2]), sequences),
  layerRow(
    () =>
      new tl.Cropping2D([
        [1, 2],
        [0, 1],
      ]),
    images,
  ),
  layerRow(() => new tl.Cropping3D([1, 0, 1]), volumes),
  layerRow(() => new tl.Flatten(), images),
  layerRow(() => new tl.Permute([3, 1, 2]), images),
  layerRow(() => new tl.RepeatVector(3), [f(2, 6)]),
  layerRow(() => new tl.Reshape([4, -1]), images),
  layerRow(() => new tl.UpSampling1D(3), sequences),
  layerRow(() => new tl.UpSampling2D([1, 2]), images),
  layerRow(() => new tl.UpSampling2D(2, { interpolation: 'bilinear' }), images, { about: 'bilinear' }),
  layerRow(() => new tl.UpSampling3D([2, 1, 2]), volumes),
  layerRow(() => new tl.ZeroPadding1D([1, 2]), sequences),
  layerRow(
    () =>
      new tl.ZeroPadding2D([
        [1, 2],
        [0, 1],
      ]),
    images,
  ),
  layerRow(() => new tl.ZeroPadding3D([1, 0, 2]), volumes),
];
