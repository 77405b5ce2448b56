// Tar archives made by npm itself are read back; damaged ones are refused.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { npmPackageFiles } from './npm-package.mjs';
import { tarFiles } from './tar-files.mjs';

/** @param {string} name @param {Buffer} contents @returns {Buffer} an archive of one file */
function archiveOf(name, contents) {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(contents.length.toString(8).padStart(11, '0'), 124);
  header.write('0', 156);
  header.fill(' ', 148, 156);
  header.write(
    `${header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  );
  const padding = Buffer.alloc((512 - (contents.length % 512)) % 512);
  return Buffer.concat([header, contents, padding, Buffer.alloc(1024)]);
}

describe('tarFiles', () => {
  const contents = Buffer.from('a line\n'.repeat(100));
  const archive = archiveOf('folder/file.txt', contents);

  it('gives each file by its path', () => {
    expect([...tarFiles(archive)]).toEqual([['folder/file.txt', contents]]);
  });

  it('refuses an archive that is cut off', () => {
    expect(() => tarFiles(archive.subarray(0, 800))).toThrow(/cut off; expected 1212 bytes, got 800/);
  });

  it('refuses a damaged header', () => {
    const damaged = Buffer.from(archive);
    damaged[3] = 120;
    expect(() => tarFiles(damaged)).toThrow(/bad header at byte 0/);
  });
});

describe('npmPackageFiles', () => {
  /** @type {string} */ let folder;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tensorloom-pack-'));
    await mkdir(join(folder, 'package'));
    await writeFile(join(folder, 'package', 'package.json'), JSON.stringify({ name: 'a-package', version: '1.0.0' }));
    await writeFile(join(folder, 'package', 'index.js'), 'export const one = 1;\n');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** @param {string} integrity @returns {Promise<Map<string, Buffer>>} */
  async function fetched(integrity) {
    const work = await mkdtemp(join(folder, 'work-'));
    return npmPackageFiles(join(folder, 'package'), integrity, work).finally(() =>
      rm(work, { recursive: true, force: true }),
    );
  }

  it('refuses a tarball with another checksum, and reads it with the right one', async () => {
    const refusal = await fetched('sha512-AAAA').catch((/** @type {Error} */ error) => error.message);
    expect(refusal).toMatch(/checksum mismatch; expected sha512-AAAA, got sha512-/);
    const integrity = /got (sha512-\S+)/.exec(String(refusal))?.[1] ?? '';
    const files = await fetched(integrity);
    expect(files.get('package/index.js')?.toString()).toBe('export const one = 1;\n');
  });

  it('says why npm failed', async () => {
    await expect(npmPackageFiles(join(folder, 'nowhere'), '', folder)).rejects.toThrow(/^npm pack: /);
  });
});
