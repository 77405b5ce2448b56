// Random keys: a new one for each draw of each run, and those that are made of others.
import { arange, compile, random, setRandomSeed, tensor, zeros, type Tensor } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import type { Rules } from './suite.js';

const read = async (tensors: readonly Tensor[]): Promise<number[][]> =>
  Promise.all(tensors.map(async (value) => Array.from(await value.data())));

/** Every distribution, drawn from the stream. */
const everyDraw: readonly { readonly name: string; readonly draw: () => Tensor }[] = [
  { name: 'bits', draw: () => random.bits([9]) },
  { name: 'uniform', draw: () => random.uniform([9], { minimum: -1 }) },
  { name: 'normal', draw: () => random.normal([9]) },
  { name: 'truncatedNormal', draw: () => random.truncatedNormal([9]) },
  { name: 'bernoulli', draw: () => random.bernoulli([40], 0.5) },
  { name: 'exponential', draw: () => random.exponential([9]) },
  { name: 'gumbel', draw: () => random.gumbel([9]) },
  { name: 'randint', draw: () => random.randint([9], 0, 1000) },
  { name: 'permutation', draw: () => random.permutation(40) },
  { name: 'shuffle', draw: () => random.shuffle(arange(40)) },
  { name: 'categorical', draw: () => random.categorical(zeros([9, 50])) },
];

export const keyRules: Rules = (watch) =>
  describe('random keys', () => {
    it.each(everyDraw)('draws anew in each run: $name', async ({ draw }) => {
      setRandomSeed(13);
      const plain = [await read([draw()]), await read([draw()])];
      setRandomSeed(13);
      const compiled = compile(() => [draw()]);
      const traced = [await read(await compiled()), await read(await compiled())];
      expect(traced).toEqual(plain);
      expect(traced[1]).not.toEqual(traced[0]);
    });

    it('folds the number of a run into one key without a new plan', async () => {
      const own = random.key(5);
      const compiled = compile((step: Tensor) => [random.bits([6], { key: random.foldIn(own, step) })]);
      const at = (step: number): Tensor => tensor(step, { dtype: 'uint32' });
      const runs = [await read(await compiled(at(0))), await read(await compiled(at(1)))];
      expect(watch().prepared).toHaveLength(1);
      expect(runs[0]).not.toEqual(runs[1]);
      expect(await read([random.bits([6], { key: random.foldIn(own, 1) })])).toEqual(runs[1]);
    });

    it('gives split keys streams of their own, and none of them that of the key', async () => {
      const parent = random.key(5);
      const keys = [parent, ...random.split(parent, 3), random.foldIn(parent, 0), random.foldIn(parent, 1)];
      const words = (await read(keys.map((key) => random.bits([64], { key })))).flat();
      expect(new Set(words).size).toBe(64 * keys.length);
    });
  });
