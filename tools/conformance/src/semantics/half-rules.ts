// float16: rounded op by op, the same on every device; a float64 device keeps what was written.
/* eslint max-lines-per-function: off -- a list of tests is no function to keep short */
import { compile, flush, ones, tensor, variable, type Tensor } from '@tensorloom/tensor-core';
import { gradients } from '@tensorloom/autograd';
import { describe, expect, it } from 'vitest';
import type { Rules } from './suite.js';

const halves = (values: number[]): Tensor => tensor(values, { dtype: 'float16' });

/** True on a device that computes in doubles. */
async function isDouble(): Promise<boolean> {
  return (await tensor([1]).mul(1).data()) instanceof Float64Array;
}

export const halfRules: Rules = () =>
  describe('float16', () => {
    it('holds the nearest half, ties to even, and is infinite from 65520 on', async ({ skip }) => {
      if (await isDouble()) skip('doubles are not rounded');
      const written = [0.1, 2049, 2051, 65519, 65520, -1e9, 2 ** -24, 2 ** -26, 1.5 * 2 ** -24];
      const held = [0.0999755859375, 2048, 2052, 65504, Infinity, -Infinity, 2 ** -24, 0, 2 ** -23];
      expect(await halves(written).array()).toEqual(held);
      expect(await tensor(written).cast('float16').cast('float32').array()).toEqual(held);
      expect(await halves([NaN, -0]).array()).toEqual([NaN, -0]);
    });

    it('rounds after each op, whatever is fused with it', async ({ skip }) => {
      if (await isDouble()) skip('doubles are not rounded');
      // 0.1 + 0.2 in halves is a tie, which goes to the even one.
      expect(
        await halves([0.1])
          .add(halves([0.2]))
          .array(),
      ).toEqual([0.2998046875]);
      expect(await halves([2048]).add(1).sub(2048).array()).toEqual([0]);
      expect(await halves([60000]).mul(2).div(2).array()).toEqual([Infinity]);
    });

    it('sums in float32', async () => {
      expect(await ones([4096], { dtype: 'float16' }).sum().item()).toBe(4096);
      const row = ones([1, 4096], { dtype: 'float16' });
      expect(await row.matmul(row.transpose()).array()).toEqual([[4096]]);
    });

    it('stays float16 beside numbers and constants, and yields to float32', () => {
      const x = halves([1, 2]);
      expect(x.add(1.5).dtype).toBe('float16');
      expect(x.softplus().mean().dtype).toBe('float16');
      expect(x.mul(tensor([1, 2])).dtype).toBe('float32');
      expect(x.mul(tensor([1, 2], { dtype: 'int32' })).dtype).toBe('float16');
      expect(x.greater(1).dtype).toBe('bool');
    });

    it('lies in variables of any length, beside others', async () => {
      const [before, own, after] = [variable([7, 8]), variable([1, 2, 3], { dtype: 'float16' }), variable([9])];
      own.assign(own.mul(2));
      before.assign(before.add(1));
      await flush();
      own.assign(own.slice([1, null]).pad([[1, 0]], 0.5));
      await flush();
      expect([await before.array(), await own.array(), await after.array()]).toEqual([[8, 9], [0.5, 4, 6], [9]]);
      own.assign([4, 5, 6]);
      expect(await own.array()).toEqual([4, 5, 6]);
    });

    it('passes through compiled functions', async () => {
      const w = variable([[1, 2, 3]], { dtype: 'float16' });
      const step = compile((x: Tensor) => {
        w.assign(w.add(x));
        return w.mul(2);
      });
      const x = halves([0.5, 1, 1.5]);
      const first = await step(x);
      const second = await step(x);
      expect([first.dtype, await first.array(), await second.array()]).toEqual(['float16', [[3, 6, 9]], [[4, 8, 12]]]);
    });

    it('has gradients in its own dtype', async () => {
      const w = variable([1, 2, 3], { dtype: 'float16' });
      const [gradient] = gradients(w.square().mul(2).cast('float32').sum(), [w]);
      expect([gradient.dtype, await gradient.array()]).toEqual(['float16', [4, 8, 12]]);
      expect(() => gradients(w.square().sum(), [w])).toThrow(/loss has no gradient; expected float32, got float16/);
    });
  });
