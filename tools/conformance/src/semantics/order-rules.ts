// Order: runs happen in the order in which the program asked for them, awaited or not.
/* eslint max-lines-per-function: off -- a list of tests is no function to keep short */
import { compile, flush, tensor, variable, type Tensor } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import type { Rules } from './suite.js';

export const orderRules: Rules = (watch) =>
  describe('order', () => {
    it('of calls that nobody awaits is that of the calls', async () => {
      const w = variable(1);
      const step = compile((n: Tensor) => {
        w.assign(w.mul(10).add(n));
        return w.mul(1);
      });
      const results = [1, 2, 3, 4, 5].map((n) => step(tensor(n)));
      expect(await Promise.all(results.map(async (result) => (await result).item()))).toEqual([
        11, 112, 1123, 11234, 112345,
      ]);
    });

    it('holds where one call must compute its arguments first', async () => {
      const w = variable(1);
      const step = compile((n: Tensor) => w.assign(w.mul(10).add(n)));
      const calls = [step(tensor(1).add(0)), step(tensor(2)), step(tensor(3).add(0)), step(tensor(4))];
      await Promise.all(calls);
      expect(await w.item()).toBe(11234);
    });

    it('holds between functions and their first traces', async () => {
      const w = variable(1);
      const append = compile((n: Tensor) => w.assign(w.mul(10).add(n)));
      const double = compile(() => w.assign(w.mul(2)));
      await Promise.all([append(tensor(3)), double(), append(tensor(4)), double()]);
      expect(await w.item()).toBe(528);
    });

    it('holds between a call that nobody awaits and an assignment after it', async () => {
      const w = variable(1);
      const step = compile(() => w.assign(w.mul(2)));
      const first = step();
      w.assign(100);
      await flush();
      expect(await w.item()).toBe(100);
      const second = step();
      await Promise.all([first, second]);
      expect(await w.item()).toBe(200);
      await step();
      expect(await w.item()).toBe(400);
    });

    it('holds between an assignment, a read and a call', async () => {
      const w = variable(1);
      const step = compile(() => w.assign(w.mul(10)));
      w.assign(w.add(1));
      const before = w.item();
      const called = step();
      expect(await before).toBe(2);
      await called;
      expect(await w.item()).toBe(20);
    });

    it('asks the device whether it can take more before each run', async () => {
      const w = variable(0);
      const step = compile(() => w.assign(w.add(1)));
      await step();
      watch().forget();
      await step();
      await step();
      w.assign(5);
      await flush();
      expect([watch().runs.length, watch().waits]).toEqual([3, 3]);
    });
  });
