// Reads one part of a data set of images from its two files, once, when its first element is asked for.
import { FileFormatError, IndexRangeError } from '@tensorloom/tensor-core';
import { Dataset } from '../dataset.js';
import type { FileSource, PublishedFile } from '../files/file-source.js';
import { gunzip, isGzip } from '../files/gunzip.js';
import { blockCursor } from '../pipeline/block-cursor.js';
import { columnBlock } from '../pipeline/column-block.js';
import type { Block } from '../pipeline/rows.js';
import { unpackedName, type IdxDataset, type IdxSplit, type ImageBatch } from './idx-dataset.js';
import { IMAGES_MAGIC, LABELS_MAGIC, parseIdx } from './parse-idx.js';

const IMAGES_HEADER = 16;
const LABELS_HEADER = 8;

/** The images and labels of `split` from `source` as a data set; what was read stays for the next walk. */
export function loadSplit(dataset: IdxDataset, split: IdxSplit, source: FileSource): Dataset<ImageBatch> {
  let block: Promise<Block<ImageBatch>> | undefined;
  function load(): Promise<Block<ImageBatch>> {
    block ??= readSplit(dataset, split, source).catch((error: unknown) => {
      block = undefined; // the files may be mended before the next walk
      throw error;
    });
    return block;
  }
  return new Dataset(() => blockCursor(split.count, load), split.count);
}

async function readSplit(dataset: IdxDataset, split: IdxSplit, source: FileSource): Promise<Block<ImageBatch>> {
  const [rows, columns] = dataset.imageShape;
  const [images, labels] = await Promise.all([
    readIdx(split.images, IMAGES_MAGIC, [split.count, rows, columns], IMAGES_HEADER, source),
    readIdx(split.labels, LABELS_MAGIC, [split.count], LABELS_HEADER, source),
  ]);
  checkLabels(`${source.location}/${split.labels.name}`, labels, dataset.classes);
  return columnBlock<ImageBatch>({
    x: { data: images, shape: [split.count, rows, columns, 1], dtype: 'uint8' },
    y: { data: labels, shape: [split.count], dtype: 'uint8' },
  });
}

async function readIdx(
  file: PublishedFile,
  magic: number,
  shape: readonly number[],
  headerBytes: number,
  source: FileSource,
): Promise<Uint8Array> {
  const unpacked = unpackedName(file);
  const name = (await source.has(unpacked)) ? unpacked : file.name;
  const path = `${source.location}/${name}`;
  const bytes = await source.read(name);
  const values = shape.reduce((product, extent) => product * extent, 1);
  const content = isGzip(bytes) ? await gunzip(path, bytes, headerBytes + values) : bytes;
  const array = parseIdx(path, content, magic);
  if (array.shape.some((extent, axis) => extent !== shape[axis])) {
    throw new FileFormatError(
      `loadSplit: ${path} has other contents than published; expected [${shape.join(', ')}], got [${array.shape.join(', ')}]; check that it is the right file`,
    );
  }
  return array.data;
}

function checkLabels(path: string, labels: Uint8Array, classes: number): void {
  const at = labels.findIndex((label) => label >= classes);
  if (at < 0) return;
  throw new IndexRangeError(
    `loadSplit: ${path} has a label out of range; expected 0 to ${classes - 1}, got ${labels[at]} at ${at}; fetch the file again`,
  );
}
