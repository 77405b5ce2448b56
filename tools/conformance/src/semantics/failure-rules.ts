// Failure is loud and changes nothing: typed errors on the promise that is awaited, variables at their old values.
/* eslint max-lines-per-function: off -- a list of tests is no function to keep short */
import {
  compile,
  defaultDevice,
  flush,
  LimitError,
  NoDeviceError,
  OutOfMemoryError,
  setDefaultDevice,
  tensor,
  variable,
  type Tensor,
} from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import type { Rules } from './suite.js';

export const failureRules: Rules = (watch) =>
  describe('a failure', () => {
    it('of an uncompiled run leaves variables at their old values', async () => {
      const w = variable([1, 2]);
      await w.data();
      w.assign(w.add(1));
      watch().failure = new OutOfMemoryError('run: no memory');
      await expect(flush()).rejects.toThrow(OutOfMemoryError);
      expect(await w.array()).toEqual([1, 2]);
      w.assign(w.add(5));
      expect(await w.array()).toEqual([6, 7]);
    });

    it('of the first run leaves a variable its first value', async () => {
      const [w, recorded] = [variable([1, 2]), variable(tensor([3]).add(1))];
      w.assign([8, 9]);
      recorded.assign(tensor([0]));
      watch().failure = new OutOfMemoryError('run: no memory');
      await expect(flush()).rejects.toThrow(OutOfMemoryError);
      expect(await Promise.all([w.array(), recorded.array()])).toEqual([[1, 2], [4]]);
    });

    it('of a compiled step leaves variables at their old values, and the next call works', async () => {
      const w = variable([1, 2]);
      const step = compile((x: Tensor) => {
        w.assign(w.add(x));
        return w.sum();
      });
      await step(tensor([1, 1]));
      watch().failure = new OutOfMemoryError('run: no memory');
      await expect(step(tensor([1, 1]))).rejects.toThrow(OutOfMemoryError);
      expect(await w.array()).toEqual([2, 3]);
      expect(await (await step(tensor([1, 1]))).item()).toBe(7);
    });

    it('of what waited is told to the compiled step that comes after it, which does not run', async () => {
      const w = variable(1);
      const step = compile(() => w.assign(w.mul(2)));
      await step();
      w.assign(w.add(10));
      watch().failure = new OutOfMemoryError('run: no memory');
      await expect(step()).rejects.toThrow(OutOfMemoryError);
      expect(await w.item()).toBe(2);
    });

    it('of one run does not stop the runs asked for after it', async () => {
      const w = variable(1);
      const step = compile(() => w.assign(w.mul(2)));
      await step();
      watch().failure = new Error('once');
      const [failed, next] = await Promise.allSettled([step(), step()]);
      expect([failed.status, next.status]).toEqual(['rejected', 'fulfilled']);
      expect(await w.item()).toBe(4);
    });

    it('to have a device says how to get one', async () => {
      setDefaultDevice(undefined);
      await expect(tensor([1]).add(1).data()).rejects.toThrow(NoDeviceError);
      const message = await tensor([1])
        .data()
        .catch((error: Error) => error.message);
      for (const line of [
        "import { createWebGpuDevice } from '@tensorloom/webgpu-device'",
        'setDefaultDevice(await createWebGpuDevice())',
        "import { createCpuDevice } from '@tensorloom/cpu-device'",
        'setDefaultDevice(createCpuDevice())',
      ]) {
        expect(message).toContain(line);
      }
      setDefaultDevice(watch());
      expect(await tensor([1]).add(1).array()).toEqual([2]);
    });

    it('to find a device is told to everybody who waits, and is tried again', async () => {
      let tries = 0;
      setDefaultDevice(async () => {
        if (tries++ === 0) throw new NoDeviceError('none yet');
        return watch();
      });
      await expect(tensor([1]).data()).rejects.toThrow('none yet');
      expect(await tensor([1]).add(1).array()).toEqual([2]);
      expect(await defaultDevice()).toBe(watch());
      expect(tries).toBe(2);
    });

    it('to await is noticed: recording and assigning without end', async () => {
      const w = variable(0, { name: 'total' });
      const forever = (): void => {
        for (;;) {
          for (let i = 0; i < 1000; i++) w.relu();
          w.assign(w.relu());
        }
      };
      expect(forever).toThrow(LimitError);
      expect(forever).toThrow(/assign to total: \d+ ops recorded and none run.*await flush\(\)/);
      await flush();
      w.assign(w.add(1));
      expect(await w.item()).toBe(1);
    });
  });
