import { ConfigError, FileFormatError, IndexRangeError } from '@tensorloom/tensor-core';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { idxBytes, idxFixture, writeFiles } from '../node/testing/idx-fixture.js';
import { serveFiles } from '../node/testing/file-server.js';
import type { ImageSplits } from './idx-dataset.js';
import { locateIdx, openIdx } from './open-idx.js';

const { dataset, files } = idxFixture();
const unpacked = [...files].map(([name, bytes]) => [name.slice(0, -3), new Uint8Array(gunzipSync(bytes))] as const);
let folder = '';
let elsewhere: { cacheDirectory: string };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tensorloom-idx-'));
  elsewhere = { cacheDirectory: join(folder, 'no-cache') };
  vi.stubEnv('TENSORLOOM_DATA_DIR', '');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

async function trainBatch({ train }: ImageSplits) {
  for await (const batch of train.batch(10)) return batch;
  throw new Error('empty');
}

describe('openIdx', () => {
  it('reads packed files from the folder given', async () => {
    await writeFiles(folder, files);
    const { train, test } = await openIdx(dataset, { directory: folder, ...elsewhere });
    expect([train.size, test.size]).toEqual([6, 4]);
    const { x, y } = await trainBatch({ train, test });
    expect([x.shape, x.dtype, y.dtype]).toEqual([[6, 2, 3, 1], 'uint8', 'uint8']);
    expect(Array.from(x.data.subarray(6, 12))).toEqual([1, 2, 3, 4, 5, 6]);
    expect(Array.from(y.data)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('reads unpacked files from the subfolder, and a mixture', async () => {
    await writeFiles(join(folder, 'tiny'), [...unpacked.slice(0, 2), ...[...files].slice(2)]);
    const splits = await openIdx(dataset, { directory: folder, ...elsewhere });
    expect((await trainBatch(splits)).x.shape).toEqual([6, 2, 3, 1]);
    for await (const { y } of splits.test.batch(4)) expect(Array.from(y.data)).toEqual([0, 1, 2, 3]);
  });

  it('looks in the folder given, then in TENSORLOOM_DATA_DIR, then in the cache', async () => {
    const places = { directory: join(folder, 'given'), cacheDirectory: join(folder, 'cache') };
    vi.stubEnv('TENSORLOOM_DATA_DIR', join(folder, 'environment'));
    expect(await locateIdx(dataset, places)).toBeUndefined();
    await writeFiles(join(folder, 'cache', 'tiny'), files);
    expect(await locateIdx(dataset, places)).toEqual({ origin: 'cache', location: join(folder, 'cache', 'tiny') });
    await writeFiles(join(folder, 'environment', 'tiny'), files);
    expect((await locateIdx(dataset, places))?.origin).toBe('environment');
    await writeFiles(join(folder, 'given'), files);
    expect(await locateIdx(dataset, places)).toEqual({ origin: 'directory', location: join(folder, 'given') });
    vi.stubEnv('TENSORLOOM_DATA_DIR', '');
    vi.stubEnv('XDG_CACHE_HOME', join(folder, 'xdg'));
    await writeFiles(join(folder, 'xdg', 'tensorloom', 'tiny'), files);
    expect((await locateIdx(dataset, {}))?.location).toBe(join(folder, 'xdg', 'tensorloom', 'tiny'));
  });

  it('does not take a place that lacks a file', async () => {
    await writeFiles(folder, [...files].slice(1));
    await writeFiles(join(folder, 'tiny'), files);
    expect((await locateIdx(dataset, { directory: folder, ...elsewhere }))?.location).toBe(join(folder, 'tiny'));
  });

  it('says where it looked and what was missing', async () => {
    await writeFiles(folder, [...files].slice(1));
    const refusal = openIdx(dataset, { directory: folder, ...elsewhere });
    await expect(refusal).rejects.toThrow(ConfigError);
    await expect(refusal).rejects.toThrow(
      `all but train-images.gz in ${folder}; none of them in ${join(folder, 'tiny')}`,
    );
    await expect(refusal).rejects.toThrow('pass { directory }, set TENSORLOOM_DATA_DIR or allow { download: true }');
  });

  it('reads nothing before the first element, and the files only once', async () => {
    await writeFiles(folder, files);
    const splits = await openIdx(dataset, { directory: folder, ...elsewhere });
    await writeFile(join(folder, 'train-labels.gz'), gzipSync(idxBytes(2049, [6], [9, 8, 7, 6, 5, 4])));
    expect(Array.from((await trainBatch(splits)).y.data)).toEqual([9, 8, 7, 6, 5, 4]);
    await rm(join(folder, 'train-labels.gz'));
    expect(Array.from((await trainBatch(splits)).y.data)).toEqual([9, 8, 7, 6, 5, 4]);
  });

  it('reads from a web address', async () => {
    const server = await serveFiles(files);
    try {
      const options = { directory: server.address, ...elsewhere };
      expect(await locateIdx(dataset, options)).toEqual({ origin: 'directory', location: server.address });
      expect((await trainBatch(await openIdx(dataset, options))).y.shape).toEqual([6]);
    } finally {
      await server.close();
    }
  });
});

describe('damaged files', () => {
  const packed = files.get('train-images.gz')!;
  const refusals: [string, string, Uint8Array, new (message: string) => Error, string][] = [
    ['a cut-off .gz', 'train-images.gz', packed.subarray(0, 20), FileFormatError, 'is cut off or damaged'],
    [
      'images in place of labels',
      'train-labels',
      unpacked[0]![1],
      FileFormatError,
      'wrong magic number; expected 2049',
    ],
    [
      'too few images',
      'train-images',
      idxBytes(2051, [5, 2, 3], Array<number>(30).fill(0)),
      FileFormatError,
      'expected [6, 2, 3], got [5, 2, 3]',
    ],
    [
      'more labels than images',
      'train-labels',
      idxBytes(2049, [7], [0, 1, 2, 3, 4, 5, 6]),
      FileFormatError,
      'expected [6], got [7]',
    ],
    [
      'more labels, packed',
      'train-labels.gz',
      gzipSync(idxBytes(2049, [7], [0, 1, 2, 3, 4, 5, 6])),
      FileFormatError,
      'holds too much',
    ],
    [
      'images of another size',
      'train-images',
      idxBytes(2051, [6, 3, 2], Array<number>(36).fill(0)),
      FileFormatError,
      'expected [6, 2, 3], got [6, 3, 2]',
    ],
    [
      'a label out of range',
      'train-labels',
      idxBytes(2049, [6], [0, 1, 2, 3, 4, 10]),
      IndexRangeError,
      'expected 0 to 9, got 10 at 5',
    ],
    ['no content', 'train-labels', new Uint8Array(0), FileFormatError, 'is cut off within its header'],
  ];

  it.each(refusals)('refuses %s and names the file', async (_, name, bytes, error, message) => {
    await writeFiles(folder, files);
    await rm(join(folder, name), { force: true });
    await writeFile(join(folder, name), bytes);
    const splits = await openIdx(dataset, { directory: folder, ...elsewhere });
    const refusal = await trainBatch(splits).catch((problem: unknown) => problem as Error);
    expect(refusal).toBeInstanceOf(error);
    expect((refusal as Error).message).toContain(message);
    expect((refusal as Error).message).toContain(join(folder, name));
    await rm(join(folder, name));
    await writeFiles(folder, files);
    expect((await trainBatch(splits)).x.shape).toEqual([6, 2, 3, 1]);
  });
});
