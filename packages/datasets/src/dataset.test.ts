import { ConfigError, DTypeError, ShapeError } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import { Dataset, fromArrays } from './index.js';

function counting(count: number) {
  const x = Float32Array.from({ length: count * 2 }, (_, i) => i / 2);
  const y = Uint8Array.from({ length: count }, (_, i) => i);
  return fromArrays({ x: { data: x, shape: [count, 2] }, y });
}

async function collect<T>(dataset: Dataset<T>): Promise<T[]> {
  const elements: T[] = [];
  for await (const element of dataset) elements.push(element);
  return elements;
}

/** The labels of all elements in order, batched or not. */
async function labels(dataset: Dataset<{ y: { data: ArrayLike<number> } }>): Promise<number[]> {
  return (await collect(dataset)).flatMap(({ y }) => Array.from(y.data));
}

const sorted = (values: number[]): number[] => [...values].sort((a, b) => a - b);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

describe('walking', () => {
  it('gives one example after the other, each a copy', async () => {
    const dataset = counting(3);
    const [first, second] = await collect(dataset);
    expect(second).toEqual({
      x: { data: Float32Array.of(1, 1.5), shape: [2], dtype: 'float32' },
      y: { data: Uint8Array.of(1), shape: [], dtype: 'uint8' },
    });
    first!.x.data[0] = 99;
    expect((await collect(dataset))[0]!.x.data[0]).toBe(0);
  });

  it('begins afresh with each loop, even with two at a time', async () => {
    const dataset = counting(3).batch(2);
    const one = dataset[Symbol.asyncIterator]();
    await one.next();
    expect(await labels(dataset)).toEqual([0, 1, 2]);
    expect(Array.from((await one.next()).value!.y.data)).toEqual([2]);
    expect((await one.next()).done).toBe(true);
  });

  it('does nothing before the first element is asked for', () => {
    let opened = 0;
    const dataset = new Dataset<number>(() => {
      opened++;
      return { pull: () => Promise.resolve(undefined), close: () => Promise.resolve() };
    }, undefined);
    dataset.shuffle(3, { seed: 1 }).batch(2).prefetch(2).repeat(2)[Symbol.asyncIterator]();
    expect(opened).toBe(0);
  });
});

describe('batch', () => {
  it('stacks examples below each other and keeps a last partial batch', async () => {
    const batches = await collect(counting(5).batch(2));
    expect(batches.map(({ x }) => x.shape)).toEqual([
      [2, 2],
      [2, 2],
      [1, 2],
    ]);
    expect(batches[1]).toEqual({
      x: { data: Float32Array.of(2, 2.5, 3, 3.5), shape: [2, 2], dtype: 'float32' },
      y: { data: Uint8Array.of(2, 3), shape: [2], dtype: 'uint8' },
    });
  });

  it('leaves the partial batch out when told so', async () => {
    const dataset = counting(5).batch(2, { dropRemainder: true });
    expect(dataset.size).toBe(2);
    expect(await labels(dataset)).toEqual([0, 1, 2, 3]);
    expect(await collect(counting(1).batch(2, { dropRemainder: true }))).toEqual([]);
  });

  it('stacks what map made', async () => {
    const doubled = counting(3).map(({ x }) => ({
      left: [x, x] as const,
      flag: { data: Uint8Array.of(1), shape: [], dtype: 'bool' as const },
    }));
    const [batch] = await collect(doubled.batch(3));
    expect(batch!.left[1]).toEqual({ data: Float32Array.of(0, 0.5, 1, 1.5, 2, 2.5), shape: [3, 2], dtype: 'float32' });
    expect(batch!.flag).toEqual({ data: Uint8Array.of(1, 1, 1), shape: [3], dtype: 'bool' });
  });

  it('can be batched again', async () => {
    const [nested] = await collect(counting(4).batch(2).batch(2));
    expect(nested!.x.shape).toEqual([2, 2, 2]);
    expect(Array.from(nested!.y.data)).toEqual([0, 1, 2, 3]);
    await expect(collect(counting(3).batch(2).batch(2))).rejects.toThrow(
      "batch: 'x' changes its shape; expected [2, 2], got [1, 2]",
    );
  });

  it('keeps doubles and long rows', async () => {
    const data = Float64Array.from({ length: 60 }, (_, i) => i + 0.1);
    const [batch] = await collect(
      fromArrays({ x: { data, shape: [3, 20] } })
        .shuffle(3, { seed: 5 })
        .batch(3),
    );
    expect(batch!.x.data).toBeInstanceOf(Float64Array);
    expect(sorted(Array.from(batch!.x.data))).toEqual(Array.from(data));
  });

  it('refuses elements that do not fit together', async () => {
    const ragged = counting(3).map(({ y }) => ({
      ...y,
      data: new Float32Array(y.data[0]! + 1),
      shape: [y.data[0]! + 1],
      dtype: 'float32' as const,
    }));
    await expect(collect(ragged.batch(2))).rejects.toThrow(ShapeError);
    const mixed = counting(2).map(({ y }) => (y.data[0] === 0 ? y : { ...y, dtype: 'bool' as const }));
    await expect(collect(mixed.batch(2))).rejects.toThrow(DTypeError);
    const other = counting(2).map(({ x, y }) => (y.data[0] === 0 ? { x, y } : { x }));
    await expect(collect(other.batch(2))).rejects.toThrow('elements hold different tensors; expected x, y, got x');
    const renamed = counting(2).map(({ x, y }) => (y.data[0] === 0 ? { x, y } : { x, z: y }));
    await expect(collect(renamed.batch(2))).rejects.toThrow('expected x, y, got x, z');
    await expect(
      collect(
        counting(2)
          .map(() => 7)
          .batch(2),
      ),
    ).rejects.toThrow(
      'batch: the element holds no host tensor; expected { data, shape, dtype } or a record or tuple of them, got 7',
    );
  });
});

describe('shuffle', () => {
  it('is a permutation, whatever the buffer', async () => {
    for (const buffer of [1, 2, 7, 50, 1000]) {
      const order = await labels(counting(50).shuffle(buffer, { seed: 3 }));
      expect(sorted(order)).toEqual(upTo(50));
      if (buffer === 1) expect(order).toEqual(upTo(50));
      else expect(order).not.toEqual(upTo(50));
    }
  });

  it('is fixed by the seed and differs from walk to walk', async () => {
    const one = counting(20).shuffle(20, { seed: 7 });
    const two = counting(20).shuffle(20, { seed: 7 });
    const [first, second] = [await labels(one), await labels(one)];
    expect(second).not.toEqual(first);
    expect([await labels(two), await labels(two)]).toEqual([first, second]);
    expect(await labels(counting(20).shuffle(20, { seed: 8 }))).not.toEqual(first);
  });

  it('repeats its order if told so', async () => {
    const dataset = counting(20).shuffle(20, { seed: 7, reshuffleEachIteration: false });
    expect(await labels(dataset)).toEqual(await labels(dataset));
  });

  it('has this order on every machine', async () => {
    expect(await labels(counting(8).shuffle(8, { seed: 42 }))).toEqual([4, 7, 5, 0, 2, 3, 1, 6]);
  });

  it('gives the same order in batches as one by one, with a small buffer too', async () => {
    for (const buffer of [5, 30]) {
      const options = { seed: 11 };
      const oneByOne = await labels(counting(30).shuffle(buffer, options));
      expect(await labels(counting(30).shuffle(buffer, options).batch(4))).toEqual(oneByOne);
      expect(await labels(counting(30).shuffle(buffer, options).skip(3))).toEqual(oneByOne.slice(3));
    }
  });

  it('moves an element no further forward than its buffer reaches', async () => {
    const order = await labels(counting(100).shuffle(10, { seed: 1 }));
    order.forEach((label, at) => expect(label).toBeLessThan(at + 10));
  });

  it('puts each element everywhere equally often', async () => {
    const dataset = counting(4).shuffle(4, { seed: 0 });
    const places = new Float64Array(16);
    for (let walk = 0; walk < 4000; walk++)
      (await labels(dataset.batch(4))).forEach((label, at) => places[4 * label + at]!++);
    // 4000 draws with p = 1/4: standard deviation 27.4; five of them.
    for (const count of places) expect(Math.abs(count - 1000)).toBeLessThan(137);
  });

  it('shuffles what map made, and batches', async () => {
    expect(
      sorted(
        await labels(
          counting(9)
            .map((e) => e)
            .shuffle(4, { seed: 2 })
            .batch(2),
        ),
      ),
    ).toEqual(upTo(9));
    expect(sorted(await labels(counting(9).batch(2).shuffle(5, { seed: 2 })))).toEqual(upTo(9));
  });

  it('mixes elements of many origins', async () => {
    const apart = counting(12)
      .map((e) => e)
      .prefetch(5);
    expect(sorted(await labels(apart.shuffle(2, { seed: 2 }).batch(4)))).toEqual(upTo(12));
    expect(sorted(await labels(apart.shuffle(4, { seed: 2 }).shuffle(3, { seed: 2 }).batch(5)))).toEqual(upTo(12));
  });

  it('takes another seed each time if none is given', async () => {
    const orders = new Set<string>();
    for (let i = 0; i < 3; i++) orders.add((await labels(counting(40).shuffle(40))).join());
    expect(orders.size).toBeGreaterThan(1);
  });
});

describe('take, skip, repeat, map', () => {
  it('takes and skips by position', async () => {
    expect(await labels(counting(6).skip(2).take(3))).toEqual([2, 3, 4]);
    expect(await labels(counting(3).take(9))).toEqual([0, 1, 2]);
    expect(await labels(counting(6).take(3).batch(5))).toEqual([0, 1, 2]);
    expect(await labels(counting(3).skip(9))).toEqual([]);
    expect(await labels(counting(3).take(0))).toEqual([]);
    expect(await labels(counting(6).batch(2).skip(1))).toEqual([2, 3, 4, 5]);
  });

  it('repeats, reshuffling each time', async () => {
    expect(await labels(counting(2).repeat(3))).toEqual([0, 1, 0, 1, 0, 1]);
    expect(await labels(counting(3).repeat().take(7))).toEqual([0, 1, 2, 0, 1, 2, 0]);
    expect(await labels(counting(3).repeat(0))).toEqual([]);
    const twice = await labels(counting(20).shuffle(20, { seed: 4 }).repeat(2));
    expect(sorted(twice.slice(0, 20))).toEqual(upTo(20));
    expect(twice.slice(20)).not.toEqual(twice.slice(0, 20));
  });

  it('ends when there is nothing to repeat', async () => {
    expect(await labels(counting(2).skip(2).repeat())).toEqual([]);
  });

  it('batches across the seam of two walks', async () => {
    const batches = await collect(counting(3).repeat(2).batch(4));
    expect(batches.map(({ y }) => Array.from(y.data))).toEqual([
      [0, 1, 2, 0],
      [1, 2],
    ]);
  });

  it('maps one by one and no further than asked', async () => {
    let calls = 0;
    const mapped = counting(10).map(async ({ y }) => {
      calls++;
      await Promise.resolve();
      return y.data[0]! * 10;
    });
    expect(calls).toBe(0);
    expect(await collect(mapped.take(3))).toEqual([0, 10, 20]);
    expect(calls).toBe(3);
    for await (const value of mapped) if (value === 20) break;
    expect(calls).toBe(6);
  });

  it('passes an error of map on as it is', async () => {
    const trouble = new RangeError('bad image');
    const seen: number[] = [];
    const dataset = counting(5).map(({ y }) => {
      if (y.data[0] === 2) throw trouble;
      return y.data[0]!;
    });
    const walk = (async () => {
      for await (const value of dataset) seen.push(value);
    })();
    await expect(walk).rejects.toBe(trouble);
    expect(seen).toEqual([0, 1]);
    await expect(collect(dataset.shuffle(3, { seed: 1 }).repeat(2))).rejects.toBe(trouble);
  });
});

describe('size', () => {
  it('is known as far as it can be', () => {
    const ten = counting(10);
    expect(ten.size).toBe(10);
    expect(ten.shuffle(3).batch(4).prefetch(2).size).toBe(3);
    expect(ten.batch(4, { dropRemainder: true }).size).toBe(2);
    expect(ten.take(3).size).toBe(3);
    expect(ten.take(30).size).toBe(10);
    expect(ten.skip(3).size).toBe(7);
    expect(ten.skip(30).size).toBe(0);
    expect(ten.repeat(3).size).toBe(30);
    expect(ten.repeat().size).toBe(Infinity);
    expect(ten.repeat().batch(8).size).toBe(Infinity);
    expect(ten.repeat().take(8).size).toBe(8);
    expect(ten.skip(10).repeat().size).toBe(0);
    expect(ten.map((e) => e).size).toBe(10);
    const unknown = new Dataset<number>(
      () => ({ pull: () => Promise.resolve(undefined), close: () => Promise.resolve() }),
      undefined,
    );
    expect(unknown.batch(2).take(3).skip(1).repeat(2).prefetch(1).size).toBeUndefined();
  });
});

describe('bad arguments', () => {
  it.each([0, -1, 1.5, NaN, Infinity])('refuses %s as a count', (count) => {
    const dataset = counting(4);
    expect(() => dataset.batch(count)).toThrow(ConfigError);
    expect(() => dataset.shuffle(count)).toThrow(ConfigError);
    expect(() => dataset.prefetch(count)).toThrow(ConfigError);
    if (count !== 0) expect(() => dataset.take(count)).toThrow(ConfigError);
    if (count !== 0) expect(() => dataset.skip(count)).toThrow(ConfigError);
    if (count !== 0 && count !== Infinity) expect(() => dataset.repeat(count)).toThrow(ConfigError);
  });

  it('says what was wrong', () => {
    expect(() => counting(4).batch(NaN)).toThrow(
      'batch: size is not a count; expected an integer of at least 1, got NaN; pass a whole number',
    );
    expect(() => counting(4).shuffle(4, { seed: -1 })).toThrow(ConfigError);
  });
});
