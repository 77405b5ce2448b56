// Rows of the layers that prepare data: categories, moments, images.
import * as tl from '@tensorloom/nn-layers';
import { tensor } from '@tensorloom/tensor-core';
import { f, inputData, type InputSpec } from '../../ops/op-row.js';
import type { CatalogueRow } from '../catalogue-row.js';
import { layerRow } from '../layer-row.js';

const numbers = [f(2, 6)] as const;
const categories: readonly InputSpec[] = [{ shape: [2, 3], dtype: 'int32', low: 0, high: 3 }];
const images = [f(2, 6, 5, 4)] as const;
const inTraining = { training: true };
const valueRange = [-2, 2] as const;

const data = (): ReturnType<typeof tensor> => tensor(inputData(f(8, 6), 7));

/** All of them. */
export const preprocessingRows: readonly CatalogueRow[] = [
  layerRow(() => new tl.CategoryEncoding(4, { outputMode: 'count' }), categories),
  layerRow(() => new tl.CenterCrop(4, 3), images),
  layerRow(() => new tl.Discretization({ binBoundaries: [-1, 0, 0.5] }), numbers),
  layerRow(() => new tl.Discretization({ numBins: 4, outputMode: 'oneHot' }), numbers, {
    about: 'adapted',
    prepare: (layer) => (layer as tl.Discretization).adapt(data()),
  }),
  layerRow(() => new tl.IntegerLookup({ vocabulary: [3, 1, 7] }), categories),
  layerRow(() => new tl.Normalization({ mean: 0.5, variance: 4 }), numbers),
  layerRow(() => new tl.Normalization(), numbers, {
    about: 'adapted',
    prepare: (layer) => (layer as tl.Normalization).adapt(data()),
  }),
  layerRow(() => new tl.RandomBrightness(0.2, { valueRange }), images, inTraining),
  layerRow(() => new tl.RandomContrast(0.5, { valueRange }), images, inTraining),
  layerRow(() => new tl.RandomCrop(4, 3), images, inTraining),
  layerRow(() => new tl.RandomFlip(), images, inTraining),
  layerRow(() => new tl.RandomRotation(0.2), images, inTraining),
  layerRow(() => new tl.RandomTranslation(0.2, 0.3, { fillMode: 'wrap' }), images, inTraining),
  layerRow(() => new tl.RandomZoom(0.3), images, inTraining),
  layerRow(() => new tl.Rescaling(0.5, { offset: -1 }), numbers),
  layerRow(() => new tl.Resizing(4, 7), images),
];
