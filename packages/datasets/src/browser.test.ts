import { ChecksumError, ConfigError, TensorloomError } from '@tensorloom/tensor-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { locateIdx, openIdx } from './idx/open-idx.js';
import type { DownloadProgress } from './files/file-source.js';
import { serveFiles, type FileServer, type Misbehaviour } from './node/testing/file-server.js';
import { idxFixture } from './node/testing/idx-fixture.js';

const { files } = idxFixture();
const servers: FileServer[] = [];

async function serve(misbehave?: (request: number, name: string) => Misbehaviour | undefined): Promise<string> {
  const server = await serveFiles(files, misbehave);
  servers.push(server);
  return server.address;
}

// What a page lacks: the door to Node's modules.
beforeEach(() => {
  vi.stubGlobal('process', { ...process, getBuiltinModule: undefined });
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe('without a file system', () => {
  it('reads from a web address', async () => {
    const address = await serve();
    const { dataset } = idxFixture();
    expect(await locateIdx(dataset, { directory: `${address}/` })).toEqual({
      origin: 'directory',
      location: `${address}/`,
    });
    const { test } = await openIdx(dataset, { directory: address });
    for await (const { y } of test.batch(4)) expect(Array.from(y.data)).toEqual([0, 1, 2, 3]);
  });

  it('finds nothing where nothing is, or where a page stands for every path', async () => {
    const { dataset } = idxFixture();
    expect(await locateIdx(dataset, {})).toBeUndefined();
    await expect(openIdx(dataset, {})).rejects.toThrow(ConfigError);
    const address = await serve(() => ({ kind: 'status', status: 404 }));
    expect(await locateIdx(dataset, { directory: address })).toBeUndefined();
    vi.stubGlobal('fetch', () =>
      Promise.resolve(new Response('<html>', { headers: { 'content-type': 'text/html; charset=utf-8' } })),
    );
    expect(await locateIdx(dataset, { directory: '/data' })).toBeUndefined();
  });

  it('reads published files when the first element is asked for, and turns to the next mirror', async () => {
    const wrong = await serve((_, name) => ({ kind: 'bytes', bytes: new Uint8Array(files.get(name)!.length) }));
    const { dataset } = idxFixture([wrong, await serve()]);
    const told: DownloadProgress[] = [];
    const { train } = await openIdx(dataset, { download: true, onProgress: (progress) => told.push(progress) });
    expect(servers.flatMap(({ requests }) => requests)).toEqual([]);
    for await (const { y } of train.batch(6)) expect(Array.from(y.data)).toEqual([0, 1, 2, 3, 4, 5]);
    const total = [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0);
    const parts = ['train-images.gz', 'train-labels.gz'].reduce((sum, name) => sum + files.get(name)!.length, 0);
    expect(told.at(-1)).toMatchObject({ receivedBytes: parts, totalBytes: total });
  });

  it('says what the mirrors gave', async () => {
    const first = async (trouble: Misbehaviour): Promise<unknown> => {
      const { dataset } = idxFixture([await serve(() => trouble)]);
      const { train } = await openIdx(dataset, { download: true });
      return train[Symbol.asyncIterator]().next();
    };
    await expect(first({ kind: 'bytes', bytes: new Uint8Array(9) })).rejects.toThrow(ChecksumError);
    await expect(first({ kind: 'status', status: 500 })).rejects.toThrow(
      /cannot be fetched; expected the file, got status 500/,
    );
    await expect(first({ kind: 'cut', after: 5 })).rejects.toThrow(/is cut off; expected the whole file/);
    await expect(first({ kind: 'status', status: 500 })).rejects.toThrow(TensorloomError);
  });
});
