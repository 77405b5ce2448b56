// Plans: known by structure, shared by equal models, bounded in number.
import { compile, flush, tensor, variable, zeros } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import type { Rules } from './suite.js';

export const planRules: Rules = (watch) =>
  describe('a plan', () => {
    it('is shared by equal work on other variables', async () => {
      const step = async (): Promise<unknown> => {
        const w = variable([1, 2, 3, 4, 5, 6, 7]);
        w.assign(w.mul(3).add(w.sin()));
        await flush();
        return w.array();
      };
      const first = await step();
      const plans = watch().prepared.length;
      expect(plans).toBeGreaterThan(0);
      expect(await step()).toEqual(first);
      expect(watch().prepared.length).toBe(plans);
    });

    it('knows which variable takes which value', async () => {
      const [a, b] = [variable([1, 1]), variable([2, 2])];
      a.assign(a.add(b));
      await flush();
      b.assign(a.add(b));
      await flush();
      expect(await Promise.all([a.array(), b.array()])).toEqual([
        [3, 3],
        [5, 5],
      ]);
    });

    it('is made for each shape, and old ones are given back', async () => {
      const double = compile((x: ReturnType<typeof tensor>) => x.mul(2).neg().sum());
      for (let n = 1; n <= 150; n++)
        expect(await (await double(tensor(new Float32Array(n).fill(1)))).item()).toBe(-2 * n);
      expect(watch().prepared).toHaveLength(150);
      expect(watch().plansDisposed).toBeGreaterThanOrEqual(22);
      expect(await (await double(tensor([1]))).item()).toBe(-2);
      expect(watch().prepared).toHaveLength(151);
    });

    it('of zero-size tensors runs', async () => {
      const empty = compile(() => [zeros([0, 3]).add(1), zeros([0, 3]).sum(0)]);
      const [nothing, sums] = await empty();
      expect(await nothing?.array()).toEqual([]);
      expect(await sums?.array()).toEqual([0, 0, 0]);
    });
  });
