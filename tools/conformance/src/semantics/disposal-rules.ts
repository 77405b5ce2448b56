// Memory: what is disposed is gone at once and says so; loops leave nothing behind.
/* eslint max-lines-per-function: off -- a list of tests is no function to keep short */
import { compile, DisposedError, flush, tensor, variable } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import type { Rules } from './suite.js';

export const disposalRules: Rules = (watch) =>
  describe('dispose', () => {
    it('of a tensor: reads and ops say so, what was recorded before is not hurt', async () => {
      const x = tensor([1, 2]).add(1);
      const y = x.mul(2);
      x.dispose();
      await expect(x.data()).rejects.toThrow(DisposedError);
      expect(() => x.add(1)).toThrow(/add: operand was disposed/);
      expect(await y.array()).toEqual([4, 6]);
    });

    it('of a computed tensor gives its memory back, and those who need it say so', async () => {
      const x = tensor([1, 2]).add(1);
      await x.data();
      const y = x.mul(2);
      const before = watch().live;
      x.dispose();
      expect(watch().live).toBe(before - 1);
      await expect(y.data()).rejects.toThrow(DisposedError);
    });

    it('of a variable: reads, ops and assignments say so', async () => {
      const w = variable([1, 2], { name: 'w' });
      const y = w.mul(2);
      await w.data();
      const before = watch().live;
      w.dispose();
      expect(watch().live).toBe(before - 1);
      await expect(w.data()).rejects.toThrow(DisposedError);
      await expect(y.data()).rejects.toThrow(/variable w: was disposed/);
      expect(() => w.assign([3, 4])).toThrow(DisposedError);
      expect(() => w.add(1)).toThrow(DisposedError);
    });

    it('of a variable takes its pending assignment back', async () => {
      const [w, v] = [variable(1), variable(1)];
      w.assign(w.add(1));
      v.assign(v.add(1));
      w.dispose();
      await flush();
      expect(await v.item()).toBe(2);
    });

    it('by using', async () => {
      let held;
      {
        using x = tensor([1]).add(1);
        expect(await x.array()).toEqual([2]);
        held = x;
      }
      await expect(held.data()).rejects.toThrow(DisposedError);
    });

    it('is not needed in a loop of reads and compiled steps', async () => {
      const w = variable([1, 2]);
      const step = compile(() => w.assign(w.mul(0.5)));
      await step();
      await w.data();
      const before = watch().live;
      for (let i = 0; i < 20; i++) {
        await step();
        await w.data();
      }
      expect(watch().live).toBe(before);
    });
  });
