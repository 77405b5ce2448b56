// Bytes: uint8 travels as such and is int32 for every op, however often a tensor is used.
import { compile, tensor, type HostTensor, type Tensor } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import type { Rules } from './suite.js';

const bytes = (...values: readonly number[]): HostTensor => ({
  data: Uint8Array.from(values),
  shape: [values.length],
  dtype: 'uint8',
});

export const byteRules: Rules = (watch) =>
  describe('bytes', () => {
    it('are int32 for ops and readers', async () => {
      const x = tensor(bytes(1, 255, 0));
      expect(x.dtype).toBe('int32');
      expect(await x.data()).toEqual(Int32Array.of(1, 255, 0));
      expect(await x.mul(2).data()).toEqual(Int32Array.of(2, 510, 0));
    });

    it('may be used by any number of runs, with the same values and one plan', async () => {
      const x = tensor(bytes(1, 255, 7, 9, 11));
      for (let i = 0; i < 4; i++) expect(await x.add(i).array()).toEqual([1 + i, 255 + i, 7 + i, 9 + i, 11 + i]);
      expect(watch().prepared.length).toBeLessThanOrEqual(1);
    });

    it('may be captured by a compiled function, or passed to it again and again', async () => {
      const captured = tensor(bytes(1, 2, 255));
      const add = compile((x: Tensor) => x.add(captured));
      const passed = tensor(bytes(10, 20, 30));
      for (let i = 0; i < 4; i++) expect(await (await add(passed)).array()).toEqual([11, 22, 285]);
      for (let i = 0; i < 3; i++) expect(await (await add(tensor(bytes(i, 0, 0)))).array()).toEqual([1 + i, 2, 255]);
      expect(watch().prepared.length).toBeLessThanOrEqual(1);
    });
  });
