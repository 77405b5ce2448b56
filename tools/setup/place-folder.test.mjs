// A folder of the cache is there complete or not at all.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cacheFolder } from './cache-folder.mjs';
import { placeFolder } from './place-folder.mjs';

/** @type {string} */ let cache;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'tensorloom-place-'));
});
afterEach(() => rm(cache, { recursive: true, force: true }));

/** @param {string} text @returns {(folder: string) => Promise<void>} */
const fillWith = (text) => (folder) => writeFile(join(folder, 'file'), text);

it('fills the folder once', async () => {
  await placeFolder(join(cache, 'deep', 'place'), fillWith('first'));
  await placeFolder(join(cache, 'deep', 'place'), fillWith('second'));
  expect(await readFile(join(cache, 'deep', 'place', 'file'), 'utf8')).toBe('first');
  expect(await readdir(join(cache, 'deep'))).toEqual(['place']);
});

it('leaves nothing where filling fails', async () => {
  const failing = placeFolder(join(cache, 'place'), async (folder) => {
    await fillWith('half')(folder);
    throw new Error('the line went dead');
  });
  await expect(failing).rejects.toThrow('the line went dead');
  expect(await readdir(cache)).toEqual([]);
});

it('lets two that come at once both have it', async () => {
  const place = join(cache, 'place');
  await Promise.all([placeFolder(place, fillWith('one')), placeFolder(place, fillWith('two'))]);
  expect(await readdir(cache)).toEqual(['place']);
  expect(['one', 'two']).toContain(await readFile(join(place, 'file'), 'utf8'));
});

it('finds the cache by the variables of the environment', () => {
  expect(cacheFolder({ TENSORLOOM_CACHE_DIR: '/a', XDG_CACHE_HOME: '/b', HOME: '/c' })).toBe('/a');
  expect(cacheFolder({ XDG_CACHE_HOME: '/b', HOME: '/c' })).toBe('/b/tensorloom');
  expect(cacheFolder({ HOME: '/c' })).toBe('/c/.cache/tensorloom');
});
