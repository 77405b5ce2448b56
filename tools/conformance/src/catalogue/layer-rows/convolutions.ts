// Rows of the convolutions.
import * as tl from '@tensorloom/nn-layers';
import { f } from '../../ops/op-row.js';
import type { CatalogueRow } from '../catalogue-row.js';
import { layerRow } from '../layer-row.js';

const sequences = [f(2, 7, 4)] as const;
const images = [f(2, 6, 5, 4)] as const;
const volumes = [f(1, 4, 3, 4, 2)] as const;
const channelsFirst = { dataFormat: 'channelsFirst' } as const;

/** All of them. */
export const convolutionRows: readonly CatalogueRow[] = [
  layerRow(() => new tl.Conv1D(3, 3, { activation: 'tanh' }), sequences),
  layerRow(() => new tl.Conv1D(3, 2, { padding: 'causal', dilationRate: 2 }), sequences, { about: 'causal' }),
  layerRow(() => new tl.Conv1DTranspose(3, 3, { strides: 2, padding: 'same' }), sequences),
  layerRow(() => new tl.Conv2D(3, 3, { activation: 'relu' }), images),
  layerRow(() => new tl.Conv2D(6, 3, { strides: 2, padding: 'same', groups: 2 }), images, { about: 'in groups' }),
  layerRow(() => new tl.Conv2D(3, 2, channelsFirst), images, { about: 'channels first' }),
  layerRow(() => new tl.Conv2DTranspose(3, [2, 3], { strides: 2 }), images),
  layerRow(() => new tl.Conv3D(3, 2, { strides: [1, 2, 1] }), volumes),
  layerRow(() => new tl.Conv3DTranspose(3, 2, { strides: [1, 2, 1], padding: 'same' }), volumes),
  layerRow(() => new tl.DepthwiseConv1D(3, { depthMultiplier: 2 }), sequences),
  layerRow(() => new tl.DepthwiseConv2D([2, 3], { strides: 2, padding: 'same' }), images),
  layerRow(() => new tl.SeparableConv1D(3, 3, { depthMultiplier: 2 }), sequences),
  layerRow(() => new tl.SeparableConv2D(3, 3, { padding: 'same' }), images),
];
