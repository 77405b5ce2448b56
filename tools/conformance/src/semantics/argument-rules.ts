// Arguments of compiled functions: every kind of tensor is a value at the time of the call.
import { compile, random, tensor, variable, type HostTensor, type Tensor } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import type { Rules } from './suite.js';

const double = (): ((x: Tensor) => Promise<Tensor>) => compile((x: Tensor) => x.mul(2));

export const argumentRules: Rules = (watch) =>
  describe('an argument of a compiled function', () => {
    it('may be host data, recorded, computed before, or a literal that was recorded', async () => {
      const twice = double();
      const computed = tensor([1, 2]).add(1);
      await computed.data();
      expect(await (await twice(tensor([1, 2]))).array()).toEqual([2, 4]);
      expect(await (await twice(tensor([1, 2]).add(5))).array()).toEqual([12, 14]);
      expect(await (await twice(computed)).array()).toEqual([4, 6]);
      expect(await (await twice(computed)).array()).toEqual([4, 6]);
    });

    it('may be a variable: its version of the moment of the call', async () => {
      const w = variable([1, 2]);
      const twice = double();
      expect(await (await twice(w)).array()).toEqual([2, 4]);
      w.assign([3, 4]);
      const before = twice(w);
      w.assign([5, 6]);
      expect(await (await before).array()).toEqual([6, 8]);
      expect(await (await twice(w)).array()).toEqual([10, 12]);
    });

    it('may be a variable that the function assigns', async () => {
      const w = variable([1, 2]);
      const step = compile((old: Tensor) => w.assign(old.mul(3).add(w)));
      await step(w);
      await step(w);
      expect(await w.array()).toEqual([16, 32]);
    });

    it('may be a random key', async () => {
      const bits = compile((key: Tensor) => random.bits([4], { key }));
      const read = async (seed: number): Promise<unknown> => (await bits(random.key(seed))).array();
      expect(await read(1)).toEqual(await random.bits([4], { key: random.key(1) }).array());
      expect(await read(2)).not.toEqual(await read(1));
    });

    it('may be a host tensor, or a record or list of them', async () => {
      const host = (values: readonly number[]): HostTensor => ({
        data: Float32Array.from(values),
        shape: [values.length],
        dtype: 'float32',
      });
      const sum = compile(({ x, rest }: { x: Tensor; rest: readonly Tensor[] }) => x.add(rest[0] as Tensor));
      const call = sum as unknown as (batch: { x: HostTensor; rest: readonly HostTensor[] }) => Promise<Tensor>;
      expect(await (await call({ x: host([1, 2]), rest: [host([3, 4])] })).array()).toEqual([4, 6]);
      expect(await (await call({ x: host([5, 6]), rest: [host([7, 8])] })).array()).toEqual([12, 14]);
    });

    it('leaves nothing behind on the device', async () => {
      const w = variable([1, 2]);
      const twice = double();
      (await twice(w)).dispose();
      const before = watch().live;
      for (let i = 0; i < 5; i++) (await twice(w)).dispose();
      expect(watch().live).toBe(before);
    });
  });
