// Looking at what would run changes nothing, and shows what runs.
import { compile, planOf, programOf, tensor, variable, type Tensor } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import type { Rules } from './suite.js';

export const inspectionRules: Rules = (watch) => {
  describe('inspection', () => {
    it('shows the program of a tensor as its read runs it', async () => {
      const w = variable([1, 2], { name: 'w' });
      w.assign(w.add(1));
      const y = tensor([3, 4]).mul(2).exp();
      const seen = programOf(y);
      expect(watch().prepared).toEqual([]);
      expect(String(seen)).toMatch(/= mul\(.*\n.*= exp\([^]*state 0 <- %\d+\nreturn %\d+$/);
      expect(String(seen)).toContain('"w"');
      await y.data();
      expect(watch().runs.at(-1)?.key).toBe(seen.key);
    });

    it('shows the program of a compiled function without a run, an assignment or a second trace', async () => {
      // A shape of its own: no other test has left a plan.
      const w = variable(new Float32Array(17).fill(1), { name: 'w' });
      let traces = 0;
      const step = compile((x: Tensor) => {
        traces++;
        w.assign(w.add(x));
        return w.sum();
      });
      const x = tensor(new Float32Array(17).fill(2));
      const [seen, plan] = [programOf(step, x), await planOf(step, x)];
      expect(watch().runs).toEqual([]);
      expect(plan.kernels.flatMap(({ ops }) => ops)).toContain('sum');
      expect(await (await step(x)).item()).toBe(51);
      expect(watch().runs.at(-1)?.key).toBe(seen.key);
      expect([traces, watch().prepared.filter(({ key }) => key === seen.key).length]).toEqual([1, 1]);
    });

    it('shows what a function would be compiled to', async () => {
      const plan = await planOf((x: Tensor, scale: number) => x.mul(scale).exp(), tensor([1, 2]), 3);
      expect(plan.kernels.flatMap(({ ops }) => ops)).toEqual(['mul', 'exp']);
      expect(String(plan)).toContain('[2]');
      expect(watch().runs).toEqual([]);
    });
  });
};
