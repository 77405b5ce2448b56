import { ChecksumError, TensorloomError } from '@tensorloom/tensor-core';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DownloadProgress } from '../files/file-source.js';
import { openIdx } from '../idx/open-idx.js';
import { serveFiles, type FileServer, type Misbehaviour } from './testing/file-server.js';
import { idxFixture } from './testing/idx-fixture.js';
import { download, type DownloadOptions } from './download.js';

const content = new Uint8Array(randomBytes(300_000));
const file = { name: 'data.bin', bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
let folder = '';
let server: FileServer | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tensorloom-download-'));
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  await rm(folder, { recursive: true });
});

/** Serves the file with `troubles` for the first requests, and fetches it. */
async function fetchWith(troubles: (Misbehaviour | undefined)[], options: DownloadOptions = {}): Promise<void> {
  server = await serveFiles(new Map([[file.name, content]]), (request) => troubles[request]);
  await download(file, [server.address], folder, { retryDelay: 1, ...options });
}

async function expectWhole(): Promise<void> {
  expect(await readdir(folder)).toEqual([file.name]);
  expect(Buffer.compare(await readFile(join(folder, file.name)), content)).toBe(0);
}

const ranges = (): (string | undefined)[] => server!.requests.map(({ range }) => range);

describe('download', () => {
  it('fetches a file and tells how far it is', async () => {
    const told: number[] = [];
    await fetchWith([], { onBytes: (received) => told.push(received) });
    await expectWhole();
    expect(told[0]).toBe(0);
    expect(told.at(-1)).toBe(content.length);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  it('makes the folders it needs', async () => {
    server = await serveFiles(new Map([[file.name, content]]));
    await download(file, [server.address], join(folder, 'a', 'b'));
    expect(await readdir(join(folder, 'a', 'b'))).toEqual([file.name]);
  });

  it('goes on where a broken connection left off', async () => {
    await fetchWith([{ kind: 'cut', after: 100_000 }]);
    await expectWhole();
    expect(ranges()).toEqual([undefined, 'bytes=100000-']);
  });

  it('goes on where a body ended too early', async () => {
    await fetchWith([
      { kind: 'short', after: 70_000 },
      { kind: 'short', after: 50_000 },
    ]);
    await expectWhole();
    expect(ranges()).toEqual([undefined, 'bytes=70000-', 'bytes=120000-']);
  });

  it('gives up a silent connection and goes on', async () => {
    await fetchWith([{ kind: 'stall', after: 60_000 }], { stallTimeout: 100 });
    await expectWhole();
    expect(ranges()).toEqual([undefined, 'bytes=60000-']);
  });

  it('leaves only a part file when it fails, which a later call continues', async () => {
    const broken = fetchWith([{ kind: 'cut', after: 100_000 }], { attempts: 1 });
    await expect(broken).rejects.toThrow(TensorloomError);
    await expect(broken).rejects.toThrow(
      /^download: http:.*data.bin was not fetched; expected 300000 bytes, got .*; check the network/,
    );
    expect(await readdir(folder)).toEqual(['data.bin.part']);
    await server!.close();
    await fetchWith([], { attempts: 1 });
    await expectWhole();
    expect(ranges()).toEqual(['bytes=100000-']);
  });

  it('asks for nothing when the part file is whole already', async () => {
    await writeFile(join(folder, 'data.bin.part'), content);
    await fetchWith([]);
    await expectWhole();
    expect(ranges()).toEqual([]);
  });

  it('starts again from a server that takes no notice of ranges', async () => {
    await writeFile(join(folder, 'data.bin.part'), new Uint8Array(1000));
    await fetchWith([{ kind: 'no-range' }], { attempts: 1 });
    await expectWhole();
  });

  it.each<[string, Misbehaviour]>([
    ['another range', { kind: 'wrong-range' }],
    ['status 416', { kind: 'status', status: 416 }],
  ])('throws the part away after an answer with %s', async (_, trouble) => {
    await writeFile(join(folder, 'data.bin.part'), content.subarray(0, 1000));
    await fetchWith([trouble], { attempts: 2 });
    await expectWhole();
    expect(ranges()).toEqual(['bytes=1000-', undefined]);
  });

  it('throws away a part file that is longer than the file', async () => {
    await writeFile(join(folder, 'data.bin.part'), new Uint8Array(content.length + 1));
    await fetchWith([], { attempts: 1 });
    await expectWhole();
    expect(ranges()).toEqual([undefined]);
  });

  it('starts again when the part file held other bytes', async () => {
    await writeFile(join(folder, 'data.bin.part'), new Uint8Array(1000));
    await fetchWith([], { attempts: 2 });
    await expectWhole();
    expect(ranges()).toEqual(['bytes=1000-', undefined]);
  });

  it('refuses other bytes than published and keeps none of them', async () => {
    const wrong: Misbehaviour = { kind: 'bytes', bytes: new Uint8Array(content.length) };
    const refusal = fetchWith([wrong, wrong], { attempts: 2 });
    await expect(refusal).rejects.toThrow(ChecksumError);
    await expect(refusal).rejects.toThrow(`expected SHA-256 ${file.sha256}, got`);
    expect(await readdir(folder)).toEqual([]);
  });

  it('refuses a longer file and keeps nothing of it', async () => {
    const refusal = fetchWith([{ kind: 'bytes', bytes: new Uint8Array(content.length + 1) }], { attempts: 1 });
    await expect(refusal).rejects.toThrow('expected 300000 bytes, got more');
    expect(await readdir(folder)).toEqual([]);
  });

  it('says what the server answered', async () => {
    const refusal = fetchWith([{ kind: 'status', status: 503 }], { attempts: 1 });
    await expect(refusal).rejects.toThrow('expected the file, got status 503');
    await expect(readdir(folder)).resolves.toEqual([]);
  });

  it('says that nobody answers', async () => {
    const refusal = download(file, ['http://127.0.0.1:1'], folder, { attempts: 1 });
    await expect(refusal).rejects.toThrow(TensorloomError);
    await expect(refusal).rejects.toThrow('http://127.0.0.1:1/data.bin was not fetched');
  });

  it('says that the folder cannot be written', async () => {
    await writeFile(join(folder, 'file'), 'in the way');
    const refusal = download(file, ['http://127.0.0.1:1'], join(folder, 'file', 'cache'));
    await expect(refusal).rejects.toThrow(TensorloomError);
    await expect(refusal).rejects.toThrow('cannot be written; expected a writable folder');
  });

  it('turns to the next mirror', async () => {
    server = await serveFiles(new Map([[file.name, content]]), (request) =>
      request === 0 ? { kind: 'status', status: 404 } : undefined,
    );
    await download(file, [`${server.address}`, `${server.address}`], folder, { attempts: 2, retryDelay: 1 });
    await expectWhole();
  });

  it('lets several callers fetch the same file at once', async () => {
    server = await serveFiles(new Map([[file.name, content]]));
    const { address } = server;
    await Promise.all([1, 2, 3].map(() => download(file, [address], folder, { attempts: 1 })));
    await expectWhole();
  });
});

describe('a whole data set', () => {
  it('is fetched into the cache once, with progress over all files', async () => {
    vi.stubEnv('TENSORLOOM_DATA_DIR', '');
    const { files } = idxFixture();
    server = await serveFiles(files);
    const { dataset } = idxFixture([server.address]);
    const told: DownloadProgress[] = [];
    const options = {
      cacheDirectory: folder,
      download: true,
      onProgress: (progress: DownloadProgress) => told.push(progress),
    };
    const { test } = await openIdx(dataset, options);
    for await (const { y } of test.batch(4)) expect(Array.from(y.data)).toEqual([0, 1, 2, 3]);
    const total = [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0);
    expect(told.at(-1)).toEqual({ file: 'test-labels.gz', receivedBytes: total, totalBytes: total });
    expect(told.every(({ receivedBytes }, i) => i === 0 || receivedBytes >= told[i - 1]!.receivedBytes)).toBe(true);
    expect((await readdir(join(folder, 'tiny'))).sort()).toEqual([...files.keys()].sort());
    await openIdx(dataset, options);
    expect(server.requests.length).toBe(4);
    await rm(join(folder, 'tiny', 'train-labels.gz'));
    await openIdx(dataset, options);
    expect(server.requests.slice(4).map(({ path }) => path)).toEqual(['train-labels.gz']);
    vi.unstubAllEnvs();
  });
});
