// Randomness: counter-based and keyed; the same bits compiled, uncompiled and on every device.
import { compile, lower, random, setRandomSeed, variable, type Tensor } from '@tensorloom/tensor-core';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { describe, expect, it } from 'vitest';
import type { Rules } from './suite.js';

const draws = (): readonly Tensor[] => [random.bits([5]), random.uniform([2, 3]), random.bernoulli([9], 0.4)];
const read = async (tensors: readonly Tensor[]): Promise<number[][]> =>
  Promise.all(tensors.map(async (value) => Array.from(await value.data())));

/** The same on the CPU in doubles, past the default device. */
async function reference(tensors: readonly Tensor[]): Promise<number[][]> {
  const device = createCpuDevice({ precision: 'float64' });
  const { program, hosts } = lower(tensors, new Map());
  const host = Float64Array.from(hosts.flatMap((source) => Array.from(source.read())));
  const plan = await device.prepare(program);
  const values = await device.read(await plan.run({ inputs: [], state: [], host }));
  return values.map((array) => Array.from(array));
}

export const randomRules: Rules = () =>
  describe('randomness', () => {
    it('gives the same bits, uniforms and masks compiled and uncompiled', async () => {
      setRandomSeed(7);
      const plain = [await read(draws()), await read(draws()), await read(draws())];
      setRandomSeed(7);
      const compiled = compile(() => [...draws()]);
      const traced = [await read(await compiled()), await read(await compiled()), await read(draws())];
      expect(traced).toEqual(plain);
    });

    it('gives the same bits, uniforms and masks as the CPU in doubles', async () => {
      setRandomSeed(11);
      const tensors = draws();
      const expected = await reference(tensors);
      expect(await read(tensors)).toEqual(expected);
    });

    it('gives normals near those of the CPU in doubles', async () => {
      const normals = random.normal([257], { key: random.key(3) });
      const [got, expected] = [await read([normals]), await reference([random.normal([257], { key: random.key(3) })])];
      const worst = Math.max(...(got[0] as number[]).map((value, i) => Math.abs(value - (expected[0]?.[i] as number))));
      expect(worst).toBeLessThan(1e-4);
    });

    it('draws anew in each run and in each draw of a run', async () => {
      const compiled = compile(() => [random.bits([4]), random.bits([4])]);
      const seen = [
        ...(await read(await compiled())),
        ...(await read(await compiled())),
        ...(await read([random.bits([4])])),
      ];
      expect(new Set(seen.map(String)).size).toBe(5);
    });

    it('repeats from a seed, also under compile, and differs between seeds', async () => {
      const compiled = compile(() => [random.uniform([6])]);
      const from = async (seed: number): Promise<number[][]> => {
        setRandomSeed(seed);
        return [...(await read(await compiled())), ...(await read(await compiled()))];
      };
      const first = await from(1);
      expect(await from(2)).not.toEqual(first);
      expect(await from(1)).toEqual(first);
    });

    it("with a key of one's own leaves the stream alone", async () => {
      const key = random.key(5, 1);
      const [a] = await read([random.bits([3], { key })]);
      setRandomSeed(3);
      const [plain] = await read([random.bits([3])]);
      setRandomSeed(3);
      const [b, after] = await read([random.bits([3], { key: random.key(5, 1) }), random.bits([3])]);
      expect([b, after]).toEqual([a, plain]);
    });

    it('makes first values of variables that two devices agree on', async () => {
      setRandomSeed(21);
      const w = variable(random.uniform([3, 3]));
      setRandomSeed(21);
      expect(Array.from(await w.data())).toEqual((await reference([random.uniform([3, 3])]))[0]);
    });
  });
