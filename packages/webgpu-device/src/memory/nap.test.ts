// Naps while the GPU works: until it is done and no longer, and what goes wrong is told.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { napWith, quietly } from './nap.js';

let naps: number;
beforeEach(() => {
  naps = 0;
  napWith(() => new Promise((resolve) => (naps++, setTimeout(resolve, 0))));
});
afterEach(() => napWith(undefined));

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

it('naps until the work is done', async () => {
  await quietly(later(20));
  const taken = naps;
  expect(taken).toBeGreaterThan(1);
  await later(10);
  expect(naps).toBe(taken);
});

it('tells what went wrong', async () => {
  await expect(quietly(later(5).then(() => Promise.reject(new Error('lost'))))).rejects.toThrow('lost');
});

it('only waits where nobody has said how to nap', async () => {
  napWith(undefined);
  await quietly(later(5));
  expect(naps).toBe(0);
});
