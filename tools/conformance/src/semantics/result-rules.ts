// Results of compiled functions: each call gives a value of its own, however long it is held.
import { compile, tensor, variable, type Tensor } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import type { Rules } from './suite.js';

export const resultRules: Rules = (watch) =>
  describe('a result of a compiled function', () => {
    it('is a value of its own', async () => {
      const count = variable(0);
      const next = compile(() => {
        count.assign(count.add(1));
        return { count: count.mul(1), many: count.mul(1).broadcastTo([300]) };
      });
      const first = await next();
      const second = await next();
      expect(await Promise.all([first.count.item(), second.count.item()])).toEqual([1, 2]);
      expect((await first.many.data())[299]).toBe(1);
      expect((await second.many.data())[299]).toBe(2);
      expect(await first.count.item()).toBe(1);
    });

    it('stays so over 300 calls', async () => {
      const square = compile((x: Tensor, n: number) => x.mul(n).sum());
      const x = tensor([1, 2]);
      const held: Tensor[] = [];
      for (let i = 0; i < 300; i++) held.push(await square(x, i as never));
      const values = await Promise.all(held.map((value) => value.item()));
      expect(values).toEqual(Array.from({ length: 300 }, (_, i) => 3 * i));
      expect(watch().prepared.length).toBeLessThanOrEqual(1);
    });

    it('is one of several, which stay so together over 300 calls', async () => {
      const parts = compile((n: number) => [tensor([1]).mul(n), tensor([2]).mul(n), tensor([3]).mul(n)] as const);
      const held: (readonly Tensor[])[] = [];
      for (let i = 0; i < 300; i++) held.push(await parts(i + 1));
      const values = await Promise.all(held.flat().map((value) => value.item()));
      expect(values).toEqual(Array.from({ length: 900 }, (_, at) => (1 + (at % 3)) * (1 + Math.floor(at / 3))));
    });

    it('may be an argument, a variable, or twice the same', async () => {
      const w = variable([5, 6]);
      const same = compile((x: Tensor) => {
        const y = x.add(w);
        return [x, w, y, y] as const;
      });
      const [x, old, first, second] = await same(tensor([1, 2]));
      w.assign([0, 0]);
      first.dispose();
      expect(await Promise.all([x.array(), old.array(), second.array()])).toEqual([
        [1, 2],
        [5, 6],
        [6, 8],
      ]);
      expect(await w.array()).toEqual([0, 0]);
    });

    it('is given back by dispose, and only that one', async () => {
      const double = compile((x: Tensor) => x.mul(2));
      const [a, b] = [await double(tensor([1])), await double(tensor([2]))];
      const before = watch().live;
      a.dispose();
      a.dispose();
      expect(watch().live).toBe(before - 1);
      expect(await b.array()).toEqual([4]);
    });
  });
