import { ConfigError, type TypedArray } from '@tensorloom/tensor-core';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { generatedDigits, type Dataset, type ImageBatch } from '../index.js';
import { softmaxAccuracy } from '../testing/linear-softmax.js';

async function whole(dataset: Dataset<ImageBatch>): Promise<ImageBatch> {
  for await (const batch of dataset.batch(dataset.size!)) return batch;
  throw new Error('empty');
}

const digest = (data: TypedArray): string => createHash('sha256').update(data).digest('hex').slice(0, 16);

describe('generatedDigits', () => {
  it('has the format of MNIST', async () => {
    const { train, test } = generatedDigits({ train: 30, test: 20 });
    expect([train.size, test.size]).toEqual([30, 20]);
    const { x, y } = await whole(train);
    expect([x.shape, x.dtype]).toEqual([[30, 28, 28, 1], 'uint8']);
    expect([y.shape, y.dtype]).toEqual([[30], 'uint8']);
    expect([generatedDigits().train.size, generatedDigits().test.size]).toEqual([20_000, 4_000]);
  });

  it('draws the same images from the same seed on every machine', async () => {
    const { train, test } = generatedDigits({ train: 200, test: 200, seed: 7 });
    const images = await whole(train);
    expect([digest(images.x.data), digest(images.y.data)]).toEqual(['fe1652cc07f73245', '97b09bbf7bc4c0ad']);
    expect(digest((await whole(test)).x.data)).not.toBe(digest(images.x.data));
    expect(digest((await whole(train)).x.data)).toBe(digest(images.x.data));
    const other = await whole(generatedDigits({ train: 200, seed: 8 }).train);
    expect(digest(other.x.data)).not.toBe(digest(images.x.data));
  });

  it('draws the first images alike, however many there are', async () => {
    const few = await whole(generatedDigits({ train: 5, seed: 3 }).train);
    const many = await whole(generatedDigits({ train: 700, seed: 3 }).train);
    expect(many.x.data.slice(0, few.x.data.length)).toEqual(few.x.data);
  });

  it('draws all digits about equally often, dark on the inside, light at the edge', async () => {
    const { x, y } = await whole(generatedDigits({ train: 2000, seed: 1 }).train);
    const histogram = Array<number>(10).fill(0);
    for (const label of y.data) histogram[label]!++;
    // 2000 draws with p = 1/10: standard deviation 13.4; five of them.
    for (const count of histogram) expect(Math.abs(count - 200)).toBeLessThan(67);
    const meanOf = (pixel: number): number => {
      let sum = 0;
      for (let i = pixel; i < x.data.length; i += 784) sum += x.data[i]!;
      return sum / 2000 / 255;
    };
    expect(meanOf(14 * 28 + 14)).toBeGreaterThan(0.25);
    expect(meanOf(0)).toBeLessThan(0.12);
    for (let i = 0; i < 2000; i++) expect(Math.max(...x.data.subarray(i * 784, (i + 1) * 784))).toBeGreaterThan(128);
  });

  it('is too hard for a linear softmax, but not for chance', async () => {
    const { train, test } = generatedDigits({ train: 3000, test: 1000, seed: 1 });
    const accuracy = softmaxAccuracy(await whole(train), await whole(test), 3);
    expect(accuracy).toBeLessThanOrEqual(0.92);
    expect(accuracy).toBeGreaterThan(0.6);
  });

  it.each([{ train: 0 }, { test: 1.5 }, { seed: -1 }, { seed: NaN }])('refuses %o', (options) => {
    expect(() => generatedDigits(options)).toThrow(ConfigError);
  });
});
