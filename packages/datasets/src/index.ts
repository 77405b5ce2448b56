// The door of datasets: pipelines, data from arrays, loaders and generators.
export type { ArraySource, ShapedArray } from './array-source.js';
export type { Batch, HostStructure } from './batch.js';
export { Dataset, type BatchOptions, type ShuffleOptions } from './dataset.js';
export type { DownloadProgress } from './files/file-source.js';
export { fromArrays, type ArraySources, type ElementOf } from './from-arrays.js';
export { generatedDigits, type GeneratedDigitsOptions } from './generated-digits/generated-digits.js';
export type { LoaderPlaces, FoundFiles } from './idx/find-files.js';
export type { ImageBatch, ImageSplits } from './idx/idx-dataset.js';
export type { LoaderOptions } from './idx/open-idx.js';
export { findMnist, mnist } from './mnist.js';
export type { NestedNumbers } from './nested-numbers.js';
