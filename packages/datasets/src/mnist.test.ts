import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findMnist, mnist, type Dataset, type ImageBatch } from './index.js';

const directory = process.env['TENSORLOOM_DATA_DIR'] ?? '';
const isThere = directory !== '' && existsSync(join(directory, 'mnist', 'train-images-idx3-ubyte.gz'));

/** Count, mean and standard deviation of the pixels / 255, and how often each label occurs. */
async function statistics(dataset: Dataset<ImageBatch>) {
  let [count, sum, squares] = [0, 0, 0];
  const histogram = Array<number>(10).fill(0);
  for await (const { x, y } of dataset.batch(1000)) {
    expect(x.shape).toEqual([1000, 28, 28, 1]);
    count += x.shape[0]!;
    for (const pixel of x.data) {
      sum += pixel;
      squares += pixel * pixel;
    }
    for (const label of y.data) histogram[label]!++;
  }
  const mean = sum / (count * 784);
  return { count, mean: mean / 255, deviation: Math.sqrt(squares / (count * 784) - mean * mean) / 255, histogram };
}

describe.skipIf(!isThere)('mnist (skipped where TENSORLOOM_DATA_DIR has no MNIST)', () => {
  it('is found without being read', async () => {
    expect(await findMnist()).toEqual({ origin: 'environment', location: join(directory, 'mnist') });
    expect((await findMnist({ directory }))?.origin).toBe('directory');
    expect((await findMnist({ directory: join(directory, 'mnist') }))?.location).toBe(join(directory, 'mnist'));
  });

  it('has the 60,000 images for training', async () => {
    const { train } = await mnist({ directory });
    expect(train.size).toBe(60_000);
    const { count, mean, deviation, histogram } = await statistics(train);
    expect(count).toBe(60_000);
    expect(mean).toBeCloseTo(0.1307, 4);
    expect(deviation).toBeCloseTo(0.3081, 4);
    expect(histogram).toEqual([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]);
  });

  it('has the 10,000 images for test, in the order of the file', async () => {
    const { test } = await mnist({ directory });
    const { count, mean, deviation, histogram } = await statistics(test);
    expect(count).toBe(10_000);
    expect(mean).toBeCloseTo(0.1325, 4);
    expect(deviation).toBeCloseTo(0.3105, 4);
    expect(histogram).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
    for await (const { y } of test.batch(10)) {
      expect(Array.from(y.data)).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
      break;
    }
  });

  it('is shuffled and batched in a small part of a second', async () => {
    const { train } = await mnist({ directory });
    const batches = train.shuffle(60_000, { seed: 1 }).batch(128).prefetch(2);
    for await (const { x } of batches.take(1)) expect(x.shape).toEqual([128, 28, 28, 1]);
    const start = performance.now();
    let count = 0;
    for await (const { y } of batches) count += y.data.length;
    expect(count).toBe(60_000);
    // About 0.1 s; the bound leaves room for a machine that is busy with something else.
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
