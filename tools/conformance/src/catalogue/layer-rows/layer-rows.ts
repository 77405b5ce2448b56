// All rows of layers, and the layers that must have one.
import * as layers from '@tensorloom/nn-layers';
import { classesOf, type CatalogueRow } from '../catalogue-row.js';
import { activationLayerRows } from './activations.js';
import { attentionRows } from './attention.js';
import { convolutionRows } from './convolutions.js';
import { coreRows } from './core.js';
import { mergingRows } from './merging.js';
import { normalizationRows } from './normalization.js';
import { poolingRows } from './pooling.js';
import { preprocessingRows } from './preprocessing.js';
import { recurrentRows } from './recurrent.js';
import { regularizationRows } from './regularization.js';
import { reshapingRows } from './reshaping.js';

/** Those of layers that go through sequences: they have a test file of their own, which runs beside the other. */
export const sequenceRows: readonly CatalogueRow[] = [...attentionRows, ...recurrentRows];

/** All others. */
export const plainRows: readonly CatalogueRow[] = [
  ...coreRows,
  ...activationLayerRows,
  ...convolutionRows,
  ...poolingRows,
  ...reshapingRows,
  ...normalizationRows,
  ...regularizationRows,
  ...mergingRows,
  ...preprocessingRows,
];

/** All of them. */
export const layerRows: readonly CatalogueRow[] = [...plainRows, ...sequenceRows];

/** Names of the exported layers. `RecurrentCell` is a base, with no step of its own. */
export const layerNames: readonly string[] = classesOf(layers, layers.Layer, [layers.RecurrentCell]);
