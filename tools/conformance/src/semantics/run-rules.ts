// What one run contains: the reads of one microtask, pending assignments, losses not read yet, and nothing else.
/* eslint max-lines-per-function: off -- a list of tests is no function to keep short */
import { flush, tensor, variable } from '@tensorloom/tensor-core';
import { valueAndGradients } from '@tensorloom/autograd';
import { describe, expect, it } from 'vitest';
import type { Rules } from './suite.js';

export const runRules: Rules = (watch) =>
  describe('a run', () => {
    it('does not contain what nobody asked for', async () => {
      const x = tensor([1, 2, 3]);
      x.exp().matmul(x.sin());
      expect(await x.add(1).array()).toEqual([2, 3, 4]);
      expect(watch().runs).toHaveLength(1);
      expect(
        watch()
          .ops()
          .filter((op) => op !== 'broadcast'),
      ).toEqual(['add']);
    });

    it('contains the reads of one microtask, and they are brought home together', async () => {
      const x = tensor([1, 2]);
      const [sum, product] = await Promise.all([x.add(1).array(), x.mul(2).array()]);
      expect([sum, product]).toEqual([
        [2, 3],
        [2, 4],
      ]);
      expect([watch().runs.length, watch().readbacks]).toEqual([1, 1]);
      expect(watch().runs[0]?.outputs).toHaveLength(2);
    });

    it('is made for each read that is awaited before the next', async () => {
      const x = tensor([1, 2]);
      await x.add(1).data();
      await x.mul(2).data();
      expect(watch().runs).toHaveLength(2);
    });

    it('contains an update and the loss that is read after it', async () => {
      const w = variable([1, 2]);
      const { value, gradients } = valueAndGradients(() => w.square().sum(), [w]);
      w.assign(w.sub(gradients[0].mul(0.25)));
      expect(await value.item()).toBe(5);
      expect(watch().runs).toHaveLength(1);
      expect(watch().runs[0]?.assignments).toHaveLength(1);
      expect(await w.array()).toEqual([0.5, 1]);
    });

    it('contains a loss that gradients were taken of, so that it can be read after the update', async () => {
      const w = variable([1, 2]);
      const { value, gradients } = valueAndGradients(() => w.square().sum(), [w]);
      w.assign(w.sub(gradients[0]));
      await flush();
      expect(watch().runs[0]?.outputs).toHaveLength(1);
      expect(await value.item()).toBe(5);
      expect(watch().runs).toHaveLength(1);
    });

    it('is not made where nothing waits', async () => {
      await flush();
      expect(watch().runs).toHaveLength(0);
    });

    it('computes equal expressions once', async () => {
      const x = tensor([1, 2]);
      const [first, second] = await Promise.all([x.exp().sum().item(), x.exp().sum().item()]);
      expect(first).toBe(second);
      expect(watch().ops()).toEqual(['exp', 'sum']);
    });

    it('is not needed for a value that was computed before', async () => {
      const y = tensor([1, 2]).add(1);
      await y.data();
      await y.data();
      expect(await y.mul(2).array()).toEqual([4, 6]);
      expect(watch().runs).toHaveLength(2);
      expect(watch().runs[1]?.values.filter(({ op }) => op === 'add')).toEqual([]);
    });

    it('contains only the last value assigned, computed from those before', async () => {
      const w = variable(1);
      for (let i = 0; i < 3; i++) w.assign(w.add(1));
      expect(await w.item()).toBe(4);
      expect(watch().runs).toHaveLength(1);
      expect(watch().runs[0]?.assignments).toHaveLength(1);
    });
  });
