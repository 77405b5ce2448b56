// Numbers that change from run to run: never a new plan.
/* eslint max-lines-per-function: off -- a list of tests is no function to keep short */
import { compile, flush, hostValue, onEachRun, tensor, variable, type Tensor } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import type { Rules } from './suite.js';

export const numberRules: Rules = (watch) =>
  describe('a number', () => {
    it('in uncompiled code makes no new plan when it changes', async () => {
      const w = variable([1, 1]);
      const seen: unknown[] = [];
      for (let i = 0; i < 4; i++) {
        w.assign(w.mul(0.5 * i).add(i));
        seen.push(await w.array());
      }
      expect(seen).toEqual([
        [0, 0],
        [1, 1],
        [3, 3],
        [7.5, 7.5],
      ]);
      const afterFirst = watch().prepared.length;
      for (let i = 4; i < 8; i++) {
        w.assign(w.mul(0.5 * i).add(i));
        await w.array();
      }
      expect(watch().prepared.length).toBe(afterFirst);
    });

    it('that is special is told apart from others', async () => {
      const x = tensor([1, -1]);
      const read = async (value: number): Promise<unknown> => x.mul(value).array();
      expect(await read(NaN)).toEqual([NaN, NaN]);
      expect(await read(Infinity)).toEqual([Infinity, -Infinity]);
      expect(
        await tensor([1])
          .div(tensor([1]).mul(-0))
          .array(),
      ).toEqual([-Infinity]);
      expect(
        await tensor([1])
          .pad([[0, 1]], -0)
          .reciprocal()
          .array(),
      ).toEqual([1, -Infinity]);
      expect(
        await tensor([1])
          .pad([[0, 1]], 0)
          .reciprocal()
          .array(),
      ).toEqual([1, Infinity]);
    });

    it('from a host value is read anew by each run of a compiled function', async () => {
      let rate = 0.5;
      let reads = 0;
      const w = variable(1);
      const step = compile(() => {
        const factor = hostValue(() => {
          reads++;
          return rate;
        });
        w.assign(w.mul(factor));
      });
      await step();
      expect(await w.item()).toBe(0.5);
      rate = 4;
      await step();
      expect(await w.item()).toBe(2);
      expect(reads).toBe(2);
      const plans = watch().prepared.length;
      rate = -1;
      await step();
      expect(await w.item()).toBe(-2);
      expect(watch().prepared.length).toBe(plans);
    });

    it('from a host value is what it was when uncompiled code recorded it', async () => {
      let rate = 2;
      const x = tensor([3]).mul(hostValue(() => rate));
      rate = 5;
      expect(await x.array()).toEqual([6]);
    });

    it('among the arguments of a compiled function is an input', async () => {
      const scale = compile((x: Tensor, factor: number) => x.mul(factor));
      const x = tensor([1, 2]);
      expect(await (await scale(x, 3)).array()).toEqual([3, 6]);
      const plans = watch().prepared.length;
      expect(await (await scale(x, 0.5)).array()).toEqual([0.5, 1]);
      expect(await (await scale(x, 7)).array()).toEqual([7, 14]);
      expect(watch().prepared.length).toBe(plans);
    });

    it('captured by a compiled function is frozen by the trace', async () => {
      let factor = 2;
      const scale = compile((x: Tensor) => x.mul(factor));
      expect(await (await scale(tensor([1, 2]))).array()).toEqual([2, 4]);
      factor = 100;
      expect(await (await scale(tensor([1, 2]))).array()).toEqual([2, 4]);
    });

    it('that counts runs counts each of them, compiled or not', async () => {
      let runs = 0;
      const w = variable(0);
      const body = (): void => {
        onEachRun(() => runs++);
        w.assign(w.add(hostValue(() => runs)));
      };
      body();
      await flush();
      const step = compile(body);
      await step();
      await step();
      expect(runs).toBe(3);
      expect(await w.item()).toBe(1 + 2 + 3);
    });
  });
