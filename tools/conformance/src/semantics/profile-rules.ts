// profile: names the kernels that run, changes no result and is gone afterwards.
import { ConfigError, planOf, profile, setDefaultDevice, tensor, variable } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import type { Rules } from './suite.js';

interface TraceEvent {
  readonly ph: string;
  readonly name: string;
  readonly tid: number;
  readonly ts: number;
  readonly dur: number;
}

export const profileRules: Rules = (watch) => {
  const x = tensor(new Float32Array(6000).fill(0.5), { shape: [60, 100] });

  describe('a profile', () => {
    it('times the kernels of the plan and the stages of the host', async () => {
      const work = () => x.matmul(x.transpose()).exp().sum();
      const { kernels } = await planOf(work());
      const found = await profile(() => work().data(), { warmUp: 1, runs: 3 });
      const names = (list: readonly { name: string }[]) => [...new Set(list.map(({ name }) => name))].sort();
      expect(names(found.kernels.map(({ kernel }) => kernel))).toEqual(names(kernels));
      expect(found.kernels.reduce((sum, { calls }) => sum + calls, 0)).toBe(3 * kernels.length);
      expect(found.kernels.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 6);
      expect(found.kernels.every(({ totalMs }) => totalMs >= 0)).toBe(true);
      const { record, lower, encode, submit, compute, wait } = found.host;
      for (const ms of [record, lower, encode, submit + compute, wait]) expect(ms).toBeGreaterThan(0);
      expect(Object.values(found.host).reduce((sum, ms) => sum + ms, 0)).toBeLessThan(20 * found.runMs);
      expect(String(found)).toMatch(/ms a run[^]*calls +total ms +share +GB\/s[^]*record/);
    });

    it('gives a trace that viewers take', async () => {
      const found = await profile(() => x.exp().sum(1).data(), { warmUp: 1, runs: 2 });
      const { traceEvents } = JSON.parse(found.toChromeTrace()) as { traceEvents: TraceEvent[] };
      const spans = traceEvents.filter(({ ph }) => ph === 'X');
      const runs = spans.filter(({ name }) => /^run \d$/.test(name));
      expect(runs.map(({ name }) => name)).toEqual(['run 0', 'run 1']);
      for (const { ts, dur } of spans) expect(ts >= 0 && dur >= 0).toBe(true);
      // Stages lie in the run that they belong to.
      for (const { ts, dur } of spans.filter(({ tid, name }) => tid === 1 && name === 'lower'))
        expect(runs.some((run) => ts >= run.ts && ts + dur <= run.ts + run.dur)).toBe(true);
      expect(spans.filter(({ tid }) => tid === 2).length).toBeGreaterThanOrEqual(2);
    });

    it('changes no result, and runs afterwards are those of before', async () => {
      const steps = async (profiled: boolean): Promise<number[]> => {
        const w = variable([0.1, 0.2, 0.3], { name: 'w' });
        const step = (): Promise<unknown> => {
          w.assign(w.mul(1.5).tanh());
          return w.sum().item();
        };
        if (profiled) await profile(step, { warmUp: 1, runs: 2 });
        else for (let at = 0; at < 5; at++) await step();
        return [...(await w.data())];
      };
      expect(await steps(true)).toEqual(await steps(false));
    });

    it('may be taken again after one that failed, and refuses what it does not know', async () => {
      const broken = (): never => {
        throw new RangeError('mine');
      };
      await expect(profile(broken)).rejects.toThrow('mine');
      let calls = 0;
      const later = (): Promise<unknown> => (++calls > 4 ? broken() : x.exp().data());
      await expect(profile(later, { warmUp: 1, runs: 3 })).rejects.toThrow('mine');
      await expect(profile(() => x.exp().data(), { warmUp: 0, runs: 1 })).resolves.toBeDefined();
      await expect(profile(broken, { run: 3 } as never)).rejects.toThrow(ConfigError);
    });

    it('says what to do where a device cannot time', async () => {
      setDefaultDevice(Object.create(watch(), { timeKernels: { value: undefined } }) as ReturnType<typeof watch>);
      await expect(profile(() => undefined)).rejects.toThrow(/profile: .*expected timeKernels/);
    });
  });
};
