// Results in files: found again, by several at once, and never believed when they are damaged or another key's.
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileTuningStore } from './file-tuning-store.js';

describe('fileTuningStore', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tensorloom-autotune-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const only = async (): Promise<string> => join(folder, (await readdir(folder))[0] as string);

  it('finds what it was given, in a folder that it makes', async () => {
    const store = fileTuningStore(join(folder, 'a', 'b'));
    expect(await store.get('key')).toBeUndefined();
    await store.set('key', { schedule: { variant: 'register' } });
    await store.set('other/key', 2);
    const again = fileTuningStore(join(folder, 'a', 'b'));
    expect(await again.get('key')).toEqual({ schedule: { variant: 'register' } });
    expect(await again.get('other/key')).toBe(2);
  });

  it.each([
    ['damaged', '{"key": "key", "val'],
    ['empty', ''],
    ["another key's", '{"key": "yek", "value": 1}'],
    ['no entry', 'null'],
  ])('ignores a file that is %s', async (_, text) => {
    const store = fileTuningStore(folder);
    await store.set('key', 1);
    await writeFile(await only(), text);
    expect(await store.get('key')).toBeUndefined();
    await store.set('key', 2);
    expect(await store.get('key')).toBe(2);
  });

  it('leaves whole files, one for each key, where many write at once', async () => {
    const writes = Array.from({ length: 40 }, (_, at) => fileTuningStore(folder).set(`key ${at % 4}`, at));
    const reads = Array.from({ length: 40 }, (_, at) => fileTuningStore(folder).get(`key ${at % 4}`));
    for (const [at, seen] of (await Promise.all(reads)).entries()) {
      if (seen !== undefined) expect((seen as number) % 4).toBe(at % 4);
    }
    await Promise.all(writes);
    const names = await readdir(folder);
    expect(names).toHaveLength(4);
    expect(names.every((name) => name.endsWith('.json'))).toBe(true);
  });
});
