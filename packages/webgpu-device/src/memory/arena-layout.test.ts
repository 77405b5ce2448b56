// Places in the arena: nothing that is alive together shares bytes, and what is not, does.
import { hostRandom } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import { aligned, ALIGNMENT, layOut, type Lifetime } from './arena-layout.js';

function lifetimes(seed: number): Lifetime[] {
  const random = hostRandom(seed);
  return Array.from({ length: 2 + random.integer(30) }, (_, key) => {
    const first = random.integer(20);
    return { key, bytes: 4 * random.integer(2000), first, last: first + random.integer(6) };
  });
}

describe('layOut', () => {
  it('keeps apart what is alive together, aligned and inside', () => {
    for (let seed = 0; seed < 50; seed++) {
      const all = lifetimes(seed);
      const { offsets, size } = layOut(all);
      for (const a of all) {
        const start = offsets.get(a.key) as number;
        expect(start % ALIGNMENT).toBe(0);
        expect(start + aligned(a.bytes)).toBeLessThanOrEqual(size);
        for (const b of all) {
          if (a.key >= b.key || a.last < b.first || b.last < a.first) continue;
          const other = offsets.get(b.key) as number;
          expect(start + aligned(a.bytes) <= other || other + aligned(b.bytes) <= start).toBe(true);
        }
      }
    }
  });

  it('needs no more than what is alive at once where lives follow one another', () => {
    const chain = Array.from({ length: 10 }, (_, key) => ({ key, bytes: 4096, first: key, last: key + 1 }));
    expect(layOut(chain).size).toBe(2 * 4096);
  });

  it('gives tensors of no elements a place of their own', () => {
    const { offsets, size } = layOut([
      { key: 1, bytes: 0, first: 0, last: 0 },
      { key: 2, bytes: 0, first: 0, last: 0 },
      { key: 3, bytes: 8, first: 0, last: 0 },
    ]);
    expect(new Set(offsets.values()).size).toBe(3);
    expect(size).toBe(3 * ALIGNMENT);
  });

  it('lays out nothing', () => {
    expect(layOut([])).toEqual({ offsets: new Map(), size: 0 });
  });
});
