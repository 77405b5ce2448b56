// What a trace may hold: variables made in it, tensors from outside, and nothing that leaks from one trace to another.
/* eslint max-lines-per-function: off -- a list of tests is no function to keep short */
import {
  compile,
  ConfigError,
  flush,
  keep,
  outsideTrace,
  random,
  setRandomSeed,
  tensor,
  variable,
  type Tensor,
  type Variable,
} from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import type { Rules } from './suite.js';

export const traceRules: Rules = (watch) =>
  describe('a trace', () => {
    it('initialises a variable made in it once, outside of the plan', async () => {
      let count: Variable | undefined;
      const next = compile(() => {
        count ??= outsideTrace(() => variable(random.uniform([2]).mul(0).add(10), { name: 'count' }));
        count.assign(count.add(1));
        return count.mul(1);
      });
      expect(await (await next()).array()).toEqual([11, 11]);
      const last = watch().runs.at(-1);
      expect(last?.values.some(({ op }) => op === 'randomBits')).toBe(false);
      expect(await (await next()).array()).toEqual([12, 12]);
      expect(await (count as unknown as Variable).array()).toEqual([12, 12]);
    });

    it('makes first values of its variables from draws that no other variable gets', async () => {
      const made: Variable[] = [];
      const grow = compile(() => {
        if (made.length === 0) {
          outsideTrace(() => made.push(variable(random.bits([4])), variable(random.bits([4]))));
        }
        return made.map((value) => value.add(0)).concat(random.bits([4]));
      });
      const values = await Promise.all((await grow()).map((value) => value.array()));
      const outside = await random.bits([4]).array();
      expect(new Set([...values, outside].map(String)).size).toBe(4);
    });

    it('leaves the stream of random numbers to its runs: first values draw from it once', async () => {
      setRandomSeed(9);
      const [first, ...plain] = [random.bits([2]), random.bits([2]), random.bits([2])].map((bits) => bits.array());
      setRandomSeed(9);
      let noise: Variable | undefined;
      const draw = compile(() => {
        noise ??= outsideTrace(() => variable(random.bits([2])));
        return [random.bits([2]), noise.add(0)] as const;
      });
      const calls = [await draw(), await draw()];
      expect(await Promise.all(calls.map(([bits]) => bits.array()))).toEqual(await Promise.all(plain));
      expect(await calls[1]?.[1].array()).toEqual(await first);
    });

    it('takes tensors from outside as they are, also host data and computed ones', async () => {
      const data = tensor([1, 2]);
      const computed = data.mul(10);
      await computed.data();
      const pending = data.mul(100);
      const sum = compile((x: Tensor) => x.add(data).add(computed).add(pending));
      for (let i = 0; i < 3; i++) expect(await (await sum(tensor([i, i]))).array()).toEqual([111 + i, 222 + i]);
    });

    it('refuses a tensor that was recorded from a variable outside: its version would be forgotten', async () => {
      const w = variable(1, { name: 'w' });
      const doubled = w.mul(2);
      const step = compile(() => w.assign(w.add(doubled)));
      await expect(step()).rejects.toThrow(ConfigError);
      await expect(step()).rejects.toThrow(/variable w: .*recorded outside.*keep/);
      const kept = keep(w.mul(2));
      const fine = compile(() => w.assign(w.add(kept)));
      await fine();
      await fine();
      expect(await w.item()).toBe(5);
    });

    it('does not let its own tensors out', async () => {
      let leaked: Tensor | undefined;
      const w = variable([1, 2]);
      const step = compile((x: Tensor) => {
        leaked = x.mul(2);
        return x.add(w);
      });
      await step(tensor([1, 2]));
      await expect((leaked as Tensor).data()).rejects.toThrow(/argument of a compiled function.*return it/);
      const other = compile((y: Tensor) => y.add(leaked as Tensor));
      await expect(other(tensor([5, 5]))).rejects.toThrow(/argument of a compiled function.*return it/);
      const fromState = compile(() => {
        leaked = w.mul(3);
        return leaked;
      });
      await fromState();
      await expect((leaked as Tensor).data()).rejects.toThrow(/variable .*compiled function/);
    });

    it('refuses reads and promises', async () => {
      const asynchronous = compile((async (x: Tensor) => x) as unknown as (x: Tensor) => Tensor);
      await expect(asynchronous(tensor([1]))).rejects.toThrow(/compile: the function is asynchronous/);
      const reading = compile((x: Tensor) => {
        void x.data().catch(() => undefined);
        return x;
      });
      expect(await (await reading(tensor([1]))).array()).toEqual([1]);
      let message = '';
      const asking = compile((x: Tensor) => {
        x.data().catch((error: Error) => (message = error.message));
        return x;
      });
      await asking(tensor([1]));
      expect(message).toMatch(/values do not exist while compile traces/);
    });

    it('refuses results that are no tensors', async () => {
      const wrong = compile(((x: Tensor) => [x, 5]) as unknown as (x: Tensor) => Tensor);
      await expect(wrong(tensor([1]))).rejects.toThrow(/compile: .*result.*expected tensors.*number/);
      const nothing = compile((x: Tensor) => void x.add(1));
      expect(await nothing(tensor([1]))).toBeUndefined();
    });

    it('leaves variables alone when the function throws', async () => {
      const w = variable(1);
      const broken = compile(() => {
        w.assign(99);
        throw new Error('broken');
      });
      await expect(broken()).rejects.toThrow('broken');
      await flush();
      expect(await w.item()).toBe(1);
    });
  });
