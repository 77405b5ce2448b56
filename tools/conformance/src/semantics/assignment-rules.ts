// Assignments: versions, what stays readable and for how long, all at once.
/* eslint max-lines-per-function: off -- a list of tests is no function to keep short */
import { compile, flush, keep, StaleTensorError, tensor, variable } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import type { Rules } from './suite.js';

export const assignmentRules: Rules = (watch) =>
  describe('an assignment', () => {
    it('is read by ops recorded after it, and by none recorded before', async () => {
      const w = variable(1);
      const before = w.mul(2);
      w.assign(5);
      const after = w.mul(2);
      expect(await Promise.all([before.item(), after.item(), w.item()])).toEqual([2, 10, 5]);
      expect(watch().runs).toHaveLength(1);
    });

    it('leaves an older tensor readable until the run that overwrites it', async () => {
      const w = variable(1, { name: 'weight' });
      const old = w.mul(2);
      w.assign(5);
      await flush();
      await expect(old.item()).rejects.toThrow(StaleTensorError);
      await expect(old.item()).rejects.toThrow(/variable weight: .*version 0.*keep\(tensor\)/);
      expect(await w.item()).toBe(5);
    });

    it('makes the assigned tensor the new version, which can be read as such', async () => {
      const w = variable(3);
      const next = w.mul(2);
      const sum = next.add(w);
      w.assign(next);
      await flush();
      expect(await Promise.all([next.item(), w.item()])).toEqual([6, 6]);
      await expect(sum.item()).rejects.toThrow(StaleTensorError);
    });

    it('by a compiled step makes older tensors stale as well, and stands before the first read', async () => {
      const w = variable(1, { name: 'weight' });
      const old = w.mul(2);
      const step = compile(() => w.assign(5));
      await step();
      await expect(old.item()).rejects.toThrow(/variable weight: .*keep\(tensor\)/);
      expect(await w.item()).toBe(5);
    });

    it('does not touch what was kept', async () => {
      const w = variable([1, 2]);
      const kept = keep(w.mul(2));
      const before = keep(w);
      w.assign(w.add(10));
      await flush();
      w.assign(w.add(10));
      await flush();
      expect(await Promise.all([kept.array(), before.array(), w.array()])).toEqual([
        [2, 4],
        [1, 2],
        [21, 22],
      ]);
    });

    it('happens together with all others: two variables are swapped', async () => {
      const [a, b] = [variable([1, 2]), variable([3, 4])];
      for (let i = 0; i < 3; i++) {
        const old = a.add(0);
        a.assign(b);
        b.assign(old);
        await flush();
      }
      expect(await Promise.all([a.array(), b.array()])).toEqual([
        [3, 4],
        [1, 2],
      ]);
    });

    it('swaps bare versions too', async () => {
      const [a, b] = [variable([1, 2]), variable([3, 4])];
      await flush();
      const [oldA, oldB] = [a.resolve(), b.resolve()];
      a.assign(oldB);
      b.assign(oldA);
      await flush();
      expect(await Promise.all([a.array(), b.array()])).toEqual([
        [3, 4],
        [1, 2],
      ]);
    });

    it('gives one value to two variables, which go their own ways afterwards', async () => {
      const [a, b] = [variable([1, 2]), variable([3, 4])];
      const sum = a.add(b);
      a.assign(sum);
      b.assign(sum);
      await flush();
      a.assign(a.add(1));
      await flush();
      expect(await Promise.all([a.array(), b.array()])).toEqual([
        [5, 7],
        [4, 6],
      ]);
    });

    it('lets others read the old value in the same run', async () => {
      const [w, moved] = [
        variable([
          [1, 2],
          [3, 4],
        ]),
        variable([
          [0, 0],
          [0, 0],
        ]),
      ];
      const old = w.transpose();
      w.assign(w.sub(w.matmul(w).mul(0.5)));
      moved.assign(old);
      expect(await old.array()).toEqual([
        [1, 3],
        [2, 4],
      ]);
      expect(await Promise.all([w.array(), moved.array()])).toEqual([
        [
          [-2.5, -3],
          [-4.5, -7],
        ],
        [
          [1, 3],
          [2, 4],
        ],
      ]);
      expect(watch().runs[0]?.assignments).toHaveLength(2);
    });

    it('of a variable to another gives a value that is read through the one assigned to', async () => {
      const [a, b] = [variable(1), variable(2)];
      a.assign(b);
      const fromA = a.mul(10);
      b.assign(7);
      await flush();
      expect(await Promise.all([fromA.item(), a.item(), b.item()])).toEqual([20, 2, 7]);
    });

    it('of data or a number works before and after the first run', async () => {
      const w = variable([1, 2]);
      w.assign([3, 4]);
      expect(await w.array()).toEqual([3, 4]);
      w.assign(5);
      expect(await w.array()).toEqual([5, 5]);
      w.assign(tensor([6, 7]));
      expect(await w.array()).toEqual([6, 7]);
    });

    it('keeps a variable apart from the tensor that it was made of', async () => {
      const start = tensor([1, 2]).add(0);
      const w = variable(start);
      const copy = variable(keep(w));
      w.assign(w.add(1));
      await flush();
      expect(await Promise.all([start.array(), w.array(), copy.array()])).toEqual([
        [1, 2],
        [2, 3],
        [1, 2],
      ]);
    });
  });
