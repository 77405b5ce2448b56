// Reads: what they give for each dtype and shape, always as the reader's own.
import { synchronize, tensor, variable, zeros } from '@tensorloom/tensor-core';
import { describe, expect, it, vi } from 'vitest';
import type { Rules } from './suite.js';

export const readRules: Rules = (watch) =>
  describe('a read', () => {
    it('gives the array of the dtype', async () => {
      expect(await tensor([1, -2]).cast('int32').data()).toEqual(Int32Array.of(1, -2));
      expect(await tensor([1, 3e9]).cast('uint32').data()).toEqual(Uint32Array.of(1, 3e9));
      expect(await tensor([1, -2]).greater(0).data()).toEqual(Uint8Array.of(1, 0));
      const floats = await tensor([1, 0.5]).add(1).data();
      expect(floats).toBeInstanceOf(watch().name === 'float64' ? Float64Array : Float32Array);
      expect(Array.from(floats)).toEqual([2, 1.5]);
    });

    it('nests by shape, gives booleans for bool, a number for one element', async () => {
      const x = tensor([
        [1, 2],
        [3, 4],
      ]);
      expect(await x.transpose().array()).toEqual([
        [1, 3],
        [2, 4],
      ]);
      expect(await x.greater(2).array()).toEqual([
        [false, false],
        [true, true],
      ]);
      expect(await x.sum().array()).toBe(10);
      expect(await x.sum([0, 1], { keepDims: true }).item()).toBe(10);
      expect(await zeros([2, 0]).array()).toEqual([[], []]);
    });

    it("gives an array that is the reader's own", async () => {
      const [computed, w] = [tensor([1, 2]).add(1), variable([5, 6])];
      for (const target of [computed, w, tensor([3, 4])]) {
        const expected = await target.array();
        (await target.data()).fill(99);
        expect(await target.array()).toEqual(expected);
      }
    });

    it('prints like NumPy', async () => {
      const print = vi.spyOn(console, 'info').mockImplementation(() => {});
      await tensor([
        [1, -20.5],
        [3, 4],
      ])
        .add(0)
        .print();
      expect(print.mock.calls).toEqual([['[[    1 -20.5]\n [    3     4]]']]);
      print.mockRestore();
    });

    it('puts values into words once they are on the host', async () => {
      const x = tensor([1, 2]).add(1);
      expect(String(x)).toBe('Tensor(float32, [2])');
      await x.data();
      expect(String(x)).toBe('Tensor(float32, [2], [2 3])');
    });

    it('by synchronize waits for all that was asked for', async () => {
      const w = variable(1);
      w.assign(w.add(1));
      await synchronize();
      expect(watch().runs).toHaveLength(1);
      expect(await w.item()).toBe(2);
    });
  });
