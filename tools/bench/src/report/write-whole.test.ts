// A file is there as a whole, and what cannot be written is known before.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNotWritable, writeWhole } from './write-whole.js';

let folder: string;

beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'bench-'))));
afterAll(() => rm(folder, { recursive: true }));

describe('writeWhole', () => {
  it('replaces a file and leaves nothing beside it', async () => {
    const file = join(folder, 'rows.json');
    await writeWhole(file, 'old');
    await writeWhole(file, 'new');
    expect(await readFile(file, 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['rows.json']);
  });

  it('leaves nothing where it fails', async () => {
    await expect(writeWhole(folder, 'text')).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST|EPERM/);
    expect(await readdir(join(folder, '..'))).not.toContain(`${folder}.${process.pid}.partial`);
  });
});

describe('whyNotWritable', () => {
  it('says nothing for a file that can be made, and makes none', async () => {
    expect(await whyNotWritable(join(folder, 'a.json'))).toBeUndefined();
    expect(await readdir(folder)).not.toContain('a.json');
  });

  it('names the reason', async () => {
    expect(await whyNotWritable(folder)).toBe('it is a folder');
    expect(await whyNotWritable(join(folder, 'none', 'a.json'))).toMatch(/ENOENT/);
  });
});
