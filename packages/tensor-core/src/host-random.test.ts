// Random numbers for the host: fixed by seed and stream, uniform, without bias.
import { describe, expect, it } from 'vitest';
import { hostRandom } from './host-random.js';
import { hostStream, setRandomSeed } from './random/index.js';

describe('hostRandom', () => {
  it('repeats from a seed, and streams differ', () => {
    const take = (seed: number, stream?: number): number[] => {
      const random = hostRandom(seed, stream);
      return Array.from({ length: 6 }, () => random.bits());
    };
    expect(take(1)).toEqual(take(1));
    expect(new Set([take(1), take(2), take(1, 1), take(1 + 2 ** 32)].map(String)).size).toBe(4);
    for (const bad of [-1, 0.5, NaN, 2 ** 53]) expect(() => hostRandom(bad)).toThrow(/hostRandom: bad seed/);
  });

  it('is uniform', () => {
    const random = hostRandom(3);
    const counts = new Array<number>(7).fill(0);
    for (let i = 0; i < 7000; i++) (counts[random.integer(7)] as number)++;
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
    const mean = Array.from({ length: 4000 }, () => random.uniform()).reduce((a, b) => a + b) / 4000;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.02);
  });

  it('draws normals of mean 0 and variance 1', () => {
    const random = hostRandom(4);
    const values = Array.from({ length: 4000 }, () => random.normal());
    const mean = values.reduce((a, b) => a + b) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect([Math.abs(mean) < 0.06, Math.abs(variance - 1) < 0.1]).toEqual([true, true]);
  });

  it('puts everything into some order, once', () => {
    const order = hostRandom(5).permutation(100);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, index) => index));
    expect([...order]).not.toEqual([...order].sort((a, b) => a - b));
    expect([...hostRandom(5).permutation(0)]).toEqual([]);
  });
});

describe('random.hostStream', () => {
  it('is another one each time, and the same ones again after setRandomSeed', () => {
    const take = (): number[] => {
      const random = hostStream();
      return [random.bits(), random.bits()];
    };
    setRandomSeed(5);
    const first = [take(), take()];
    expect(first[0]).not.toEqual(first[1]);
    setRandomSeed(5);
    expect([take(), take()]).toEqual(first);
    setRandomSeed(6);
    expect(take()).not.toEqual(first[0]);
  });
});
