// debug({ checkNumerics: true }): names the first op that makes NaN or Infinity, changes no result, and costs nothing when off.
import { valueAndGradients } from '@tensorloom/autograd';
import { acosh, compile, debug, flush, NumericsError, tensor, variable, type Tensor } from '@tensorloom/tensor-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { Rules } from './suite.js';

async function errorOf(work: Promise<unknown>): Promise<NumericsError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(NumericsError);
  return error as NumericsError;
}

/** The line of this file that calls it, as errors write it. */
function lineHere(): string {
  const [, frame] = (new Error().stack as string).split('\n').filter((line) => line.includes('numerics-rules'));
  return (/numerics-rules\.ts:\d+/.exec(frame as string) as RegExpExecArray)[0];
}

/** What recording reads of the engine's stacks meanwhile. */
function stacksTaken(work: () => unknown): number {
  const limit = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit') as PropertyDescriptor;
  let taken = 0;
  Object.defineProperty(Error, 'stackTraceLimit', {
    configurable: true,
    get: () => limit.value as number,
    set: (value) => void (value !== limit.value && taken++),
  });
  try {
    work();
  } finally {
    Object.defineProperty(Error, 'stackTraceLimit', limit);
  }
  return taken;
}

export const numericsRules: Rules = (watch) => {
  describe('numbers that are checked', () => {
    afterEach(() => debug({ checkNumerics: false }));

    it('name the op, its shape, the element and the line', async () => {
      debug({ checkNumerics: true });
      const x = tensor([
        [1, 2],
        [0, 4],
      ]);
      const [y, line] = [x.mul(1).log().add(1), lineHere()];
      const error = await errorOf(y.sum().data());
      expect(error).toMatchObject({ op: 'log', shape: [2, 2], index: [1, 0], value: -Infinity });
      expect(error.line).toContain(line);
      expect(error.message).toMatch(/^log: made -Infinity .* got -Infinity of 0 at \[1, 0\] of float32 \[2, 2\]/);
      expect((error.cause as Error).stack).toContain('numerics-rules');
    });

    it('name the composite that was called', async () => {
      debug({ checkNumerics: true });
      const error = await errorOf(acosh(tensor([2, 0.5])).data());
      expect(error.message).toMatch(/^\w+ \(inside acosh\): made NaN/);
    });

    it('name the line of a compiled step, forward and backward, and assign nothing', async () => {
      debug({ checkNumerics: true });
      const w = variable([1, 4], { name: 'w' });
      let line = '';
      const step = compile((x: Tensor) => {
        const loss = (): Tensor => w.mul(x).sqrt().sum();
        const { value, gradients } = [valueAndGradients(loss, [w]), (line = lineHere())][0] as {
          value: Tensor;
          gradients: [Tensor];
        };
        w.assign(w.sub(gradients[0].mul(0.5)));
        return value;
      });
      expect(await (await step(tensor([1, 1]))).item()).toBe(3);
      expect(await w.array()).toEqual([0.75, 3.875]);
      // The root of 0 is 0, its slope is not finite.
      const backward = await errorOf(step(tensor([1, 0])));
      expect(backward.index).toEqual([1]);
      expect(backward.line).toContain(line);
      expect(backward.message).toContain('(inside valueAndGradients)');
      expect((await errorOf(step(tensor([-1, 1])))).op).toBe('sqrt');
      expect(await w.array()).toEqual([0.75, 3.875]);
    });

    it('take what was given for what it is, and what follows from it', async () => {
      debug({ checkNumerics: true });
      expect(await tensor([Infinity, 1]).mul(2).data()).toEqual(expect.objectContaining([Infinity, 2]));
      expect(await tensor([1, 2]).mul(NaN).data()).toEqual(expect.objectContaining([NaN, NaN]));
    });

    it('give the same results as unchecked ones, and variables go on', async () => {
      const run = async (): Promise<number[][]> => {
        const w = variable([0.3, -0.7, 2], { name: 'w' });
        const x = tensor([0.1, 0.2, 0.3]);
        for (let step = 0; step < 3; step++) {
          const { gradients } = valueAndGradients(() => w.mul(x).tanh().exp().mean(), [w]);
          w.assign(w.sub(gradients[0].mul(0.1)));
          await flush();
        }
        return [[...(await w.data())], [...(await w.exp().div(3).sum().data())]];
      };
      const unchecked = await run();
      debug({ checkNumerics: true });
      expect(await run()).toEqual(unchecked);
    });

    it('cost nothing when off: no stack, no plan, no run', async () => {
      const chain = (): Tensor => {
        let x = tensor([1, 2, 3]);
        for (let at = 0; at < 8; at++) x = x.mul(0.5).add(1).relu();
        return x;
      };
      expect(stacksTaken(chain)).toBe(0);
      await chain().data();
      expect([watch().prepared.length, watch().runs.length]).toEqual([1, 1]);
      debug({ checkNumerics: true });
      expect(stacksTaken(chain)).toBeGreaterThanOrEqual(24);
    });

    it('refuse options that do not exist', () => {
      expect(() => debug({ checkNumeric: true } as never)).toThrow(/unknown option.*checkNumerics/);
    });
  });
};
