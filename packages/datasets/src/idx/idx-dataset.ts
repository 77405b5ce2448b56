// What the data sets in IDX files have in common: a row of facts about each. Knows no file system.
import type { HostTensor } from '@tensorloom/tensor-core';
import type { Batch } from '../batch.js';
import type { Dataset } from '../dataset.js';
import type { PublishedFile } from '../files/file-source.js';

/** Images with labels in four gzipped IDX files. */
export interface IdxDataset {
  /** Name of the loader, for messages, and of the folder in the cache. */
  readonly name: string;
  /** Addresses of folders with the files. */
  readonly mirrors: readonly string[];
  readonly imageShape: readonly [rows: number, columns: number];
  /** Labels are 0 ... classes - 1. */
  readonly classes: number;
  readonly train: IdxSplit;
  readonly test: IdxSplit;
}

/** One part of a data set: as many images as labels. */
export interface IdxSplit {
  readonly count: number;
  /** Gzipped, with .gz at the end of the name. */
  readonly images: PublishedFile;
  readonly labels: PublishedFile;
}

/** An image or a batch of them, and the class of each. */
export type ImageBatch = Batch<HostTensor, HostTensor>;

/** Both parts of a data set of images: x is uint8 [rows, columns, 1], y is uint8 []. */
export interface ImageSplits {
  readonly train: Dataset<ImageBatch>;
  readonly test: Dataset<ImageBatch>;
}

/** The four files of `dataset`. */
export function filesOf({ train, test }: IdxDataset): PublishedFile[] {
  return [train.images, train.labels, test.images, test.labels];
}

/** The name of `file` without .gz: files may lie unpacked, too. */
export function unpackedName(file: PublishedFile): string {
  return file.name.replace(/\.gz$/, '');
}
