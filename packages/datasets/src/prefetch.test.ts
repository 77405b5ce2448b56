import { describe, expect, it } from 'vitest';
import { fromArrays, type Dataset } from './index.js';

const turn = (milliseconds = 0): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Numbers 0 ... count - 1, and a list of those that were made so far. */
function observed(count: number, make: (value: number) => number | Promise<number> = (value) => value) {
  const made: number[] = [];
  const dataset = fromArrays({ y: Uint8Array.from({ length: count }, (_, i) => i) }).map(async ({ y }) => {
    const value = await make(y.data[0]!);
    made.push(value);
    return value;
  });
  return { dataset, made };
}

async function collect<T>(dataset: Dataset<T>): Promise<T[]> {
  const elements: T[] = [];
  for await (const element of dataset) elements.push(element);
  return elements;
}

describe('prefetch', () => {
  it('changes no element and no order', async () => {
    for (const count of [1, 2, 5, 100]) {
      expect(await collect(observed(20).dataset.prefetch(count))).toEqual(await collect(observed(20).dataset));
    }
  });

  it('reads ahead while the consumer waits, and no further than told', async () => {
    const { dataset, made } = observed(10);
    const walk = dataset.prefetch(3)[Symbol.asyncIterator]();
    expect((await walk.next()).value).toBe(0);
    await turn(50);
    expect(made).toEqual([0, 1, 2, 3]);
    expect((await walk.next()).value).toBe(1);
    await turn(50);
    expect(made).toEqual([0, 1, 2, 3, 4]);
    await walk.return();
  });

  it('lets a consumer that has its element go first', async () => {
    const { dataset, made } = observed(10);
    for await (const value of dataset.prefetch(4)) {
      if (value > 0) break;
      // Work in microtasks, as recording a step is, finds nothing read behind its back.
      for (let i = 0; i < 50; i++) await Promise.resolve();
      expect(made).toEqual([0]);
    }
  });

  it('hides the time that elements take behind the time of the consumer', async () => {
    let isBusy = false;
    let overlaps = 0;
    const { dataset } = observed(8, async (value) => {
      if (isBusy) overlaps++;
      await turn(5);
      return value;
    });
    for await (const value of dataset.prefetch(2)) {
      expect(value).toBeLessThan(8);
      isBusy = true;
      await turn(10);
      isBusy = false;
    }
    expect(overlaps).toBeGreaterThanOrEqual(6);
  });

  it('throws an error behind the elements that came before it', async () => {
    const trouble = new Error('disk on fire');
    const { dataset } = observed(9, (value) => {
      if (value === 3) throw trouble;
      return value;
    });
    const seen: number[] = [];
    const walk = (async () => {
      for await (const value of dataset.prefetch(8)) {
        seen.push(value);
        await turn(5);
      }
    })();
    await expect(walk).rejects.toBe(trouble);
    expect(seen).toEqual([0, 1, 2]);
  });

  it('stops when the consumer breaks, in the middle of a read too', async () => {
    let running = 0;
    const { dataset, made } = observed(100, async (value) => {
      running++;
      await turn(5);
      running--;
      return value;
    });
    for await (const value of dataset.prefetch(4)) {
      if (value === 0) continue;
      while (running === 0) await turn();
      break;
    }
    expect(running).toBe(0);
    const count = made.length;
    await turn(50);
    expect(made.length).toBe(count);
  });

  it('closes what lies upstream when the consumer breaks or throws', async () => {
    const { dataset, made } = observed(100);
    const walk = (async () => {
      for await (const value of dataset
        .prefetch(2)
        .map((v) => v)
        .prefetch(2))
        if (value === 2) throw new Error('enough');
    })();
    await expect(walk).rejects.toThrow('enough');
    const count = made.length;
    await turn(30);
    expect(made.length).toBe(count);
  });

  it('swallows no error into an unhandled rejection after a break', async () => {
    const unhandled: unknown[] = [];
    const listen = (error: unknown): void => void unhandled.push(error);
    process.on('unhandledRejection', listen);
    const { dataset } = observed(9, async (value) => {
      await turn(2);
      if (value === 1) throw new Error('too late to matter');
      return value;
    });
    for await (const value of dataset.prefetch(4)) {
      expect(value).toBe(0);
      await turn(20);
      break;
    }
    await turn(20);
    process.off('unhandledRejection', listen);
    expect(unhandled).toEqual([]);
  });

  it('ends with an empty data set', async () => {
    expect(await collect(observed(3).dataset.skip(3).prefetch(2))).toEqual([]);
  });
});
