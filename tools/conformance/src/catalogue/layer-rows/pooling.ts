// Rows of the pooling layers.
import * as tl from '@tensorloom/nn-layers';
import { f } from '../../ops/op-row.js';
import type { CatalogueRow } from '../catalogue-row.js';
import { layerRow } from '../layer-row.js';

const sequences = [f(2, 7, 4)] as const;
const images = [f(2, 6, 5, 4)] as const;
const volumes = [f(1, 4, 3, 4, 2)] as const;

/** All of them. */
export const poolingRows: readonly CatalogueRow[] = [
  layerRow(() => new tl.AdaptiveAveragePooling1D(3), sequences),
  layerRow(() => new tl.AdaptiveAveragePooling2D([4, 2]), images),
  layerRow(() => new tl.AdaptiveAveragePooling3D(2), volumes),
  layerRow(() => new tl.AdaptiveMaxPooling1D(3), sequences),
  layerRow(() => new tl.AdaptiveMaxPooling2D([4, 2]), images),
  layerRow(() => new tl.AdaptiveMaxPooling3D(2), volumes),
  layerRow(() => new tl.AveragePooling1D(3, { strides: 2, padding: 'same' }), sequences),
  layerRow(() => new tl.AveragePooling2D(2), images),
  layerRow(() => new tl.AveragePooling3D([2, 3, 2], { strides: 1, padding: 'same' }), volumes),
  layerRow(() => new tl.GlobalAveragePooling1D(), sequences),
  layerRow(() => new tl.GlobalAveragePooling2D(), images),
  layerRow(() => new tl.GlobalAveragePooling3D(), volumes),
  layerRow(() => new tl.GlobalMaxPooling1D(), sequences),
  layerRow(() => new tl.GlobalMaxPooling2D(), images),
  layerRow(() => new tl.GlobalMaxPooling3D(), volumes),
  layerRow(() => new tl.MaxPooling1D(3, { strides: 2, padding: 'same' }), sequences),
  layerRow(() => new tl.MaxPooling2D(3, { strides: 1 }), images),
  layerRow(() => new tl.MaxPooling3D([2, 3, 2]), volumes),
];
