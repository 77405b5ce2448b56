// Tests of the choice of digits: where MNIST is looked for, and what happens without it.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileFormatError } from 'tensorloom';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseDigits } from './choose-digits.js';

const names = ['train-images-idx3', 'train-labels-idx1', 't10k-images-idx3', 't10k-labels-idx1'];
const choose = (data?: string): ReturnType<typeof chooseDigits> =>
  chooseDigits({ data, download: false }, () => expect.unreachable('nothing is to be fetched'));

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tensorloom-demo-data-'));
  vi.stubEnv('TENSORLOOM_DATA_DIR', '');
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'empty'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

/** Files with MNIST's names; they are not read before the training. */
async function layFiles(place: string, ending: string): Promise<string> {
  const home = join(folder, place);
  await mkdir(home, { recursive: true });
  for (const name of names) await writeFile(join(home, `${name}-ubyte${ending}`), 'no digits');
  return home;
}

describe('chooseDigits', () => {
  it.each(['', '.gz'])('takes MNIST from the folder named, files ending in "%s"', async (ending) => {
    const home = await layFiles('data/mnist', ending);
    for (const data of [home, join(folder, 'data')]) {
      const digits = await choose(data);
      expect(digits).toMatchObject({ source: 'mnist', name: 'MNIST', title: `MNIST in ${home}` });
      expect([digits.train.size, digits.validation.size, digits.test.size]).toEqual([55_000, 5_000, 10_000]);
      expect(digits.parts).toBe('55,000 images to learn from, 5,000 for validation, 10,000 for the test');
    }
  });

  it('takes MNIST from the folder of the environment, then from the cache', async () => {
    const cached = await layFiles('cache/tensorloom/mnist', '.gz');
    vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
    expect((await choose()).title).toBe(`MNIST in ${cached}`);
    const home = await layFiles('environment/mnist', '');
    vi.stubEnv('TENSORLOOM_DATA_DIR', join(folder, 'environment'));
    expect((await choose()).title).toBe(`MNIST in ${home}`);
    expect((await choose(join(folder, 'nowhere'))).title).toBe(`MNIST in ${home}`);
  });

  it('has digits drawn where there is no MNIST, and says so', async () => {
    const digits = await choose(folder);
    expect(digits.source).toBe('generated');
    expect(digits.title).toMatch(/generator.*MNIST is not here.*--download/);
    expect([digits.train.size, digits.validation.size, digits.test.size]).toEqual([18_000, 2_000, 4_000]);
  });

  it('holds other images back for validation than it learns from', async () => {
    const { train, validation } = await choose();
    const first = async (digits: typeof train): Promise<string> => {
      for await (const { x } of digits) return x.data.join();
      throw new Error('no image');
    };
    const [learned, held] = [await first(train.skip(17_999)), await first(validation)];
    expect(learned).not.toBe(held);
  });

  it('refuses files that are not what their names say', async () => {
    const { train } = await choose(await layFiles('broken', ''));
    await expect(train[Symbol.asyncIterator]().next()).rejects.toThrow(FileFormatError);
  });
});
