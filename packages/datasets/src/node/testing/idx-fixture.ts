// A tiny data set in IDX files for tests: 6 images of 2 by 3 for training, 4 for test, 10 classes.
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { PublishedFile } from '../../files/file-source.js';
import type { IdxDataset } from '../../idx/idx-dataset.js';

/** Bytes of an IDX file. */
export function idxBytes(magic: number, shape: readonly number[], data: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * shape.length + data.length);
  const view = new DataView(bytes.buffer);
  [magic, ...shape].forEach((value, i) => view.setUint32(4 * i, value));
  bytes.set(data, 4 + 4 * shape.length);
  return bytes;
}

/** A data set of the test's own and its files, packed, by name. */
export interface IdxFixture {
  readonly dataset: IdxDataset;
  readonly files: Map<string, Uint8Array>;
}

/** Image i of the fixture has the pixels i, i + 1, ..., its label is i. */
export function idxFixture(mirrors: readonly string[] = []): IdxFixture {
  const files = new Map<string, Uint8Array>();
  function publish(name: string, content: Uint8Array): PublishedFile {
    const packed = new Uint8Array(gzipSync(content));
    files.set(name, packed);
    return { name, bytes: packed.length, sha256: createHash('sha256').update(packed).digest('hex') };
  }
  function split(name: string, count: number): IdxDataset['train'] {
    const pixels = Array.from({ length: count * 6 }, (_, i) => Math.floor(i / 6) + (i % 6));
    const labels = Array.from({ length: count }, (_, i) => i);
    return {
      count,
      images: publish(`${name}-images.gz`, idxBytes(2051, [count, 2, 3], pixels)),
      labels: publish(`${name}-labels.gz`, idxBytes(2049, [count], labels)),
    };
  }
  const dataset = { name: 'tiny', mirrors, imageShape: [2, 3] as const, classes: 10 };
  return { dataset: { ...dataset, train: split('train', 6), test: split('test', 4) }, files };
}

/** Writes `files` into `folder`. */
export async function writeFiles(folder: string, files: Iterable<readonly [string, Uint8Array]>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of files) await writeFile(join(folder, name), bytes);
}
