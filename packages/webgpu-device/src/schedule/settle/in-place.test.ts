// What may be written straight into a variable, and what must not.
import { averagePool2d, tensor, variable, zeros, type Tensor, type Variable } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import { scheduled } from '../testing/scheduled.js';

const given = (...shape: number[]): Tensor => tensor(new Float32Array(9), { shape });
const state = (...shape: number[]): Variable => variable(zeros(shape));

/** Positions of the statements that load and store each binding of an elementwise kernel. */
function loadsAfterStores(wgsl: string): string[] {
  const lines = wgsl.split('\n');
  return lines.flatMap((line, at) => {
    const name = /^\s*(b\d+)\[.*\] = /.exec(line)?.[1];
    return name === undefined ? [] : lines.slice(at + 1).filter((later) => later.includes(`= ${name}[`));
  });
}

describe('assignments', () => {
  it('are written in place where each element needs only itself', () => {
    const w = state(4, 3);
    const { inPlace, copies, kernels } = scheduled({ assignments: [[w, w.mul(0.5).add(1)]] });
    expect([inPlace.size, copies.length, kernels.length]).toEqual([1, 0, 1]);
  });

  it('are written in place of one another after both were read', () => {
    const [a, b] = [state(5), state(5)];
    const { inPlace, copies, kernels } = scheduled({
      assignments: [
        [a, b.neg()],
        [b, a.mul(b)],
      ],
    });
    expect([inPlace.size, copies.length, kernels.length]).toEqual([2, 0, 1]);
    expect(loadsAfterStores(kernels[0]?.kernel.wgsl ?? '')).toEqual([]);
  });

  it('follow the product that reads the variable', () => {
    const w = state(3, 3);
    const { inPlace, copies, kernels } = scheduled({ assignments: [[w, w.sub(w.matmul(given(3, 3)).mul(0.1))]] });
    const reading = kernels.findIndex(({ kernel }) => kernel.name.startsWith('gemm'));
    const writing = kernels.findIndex(({ stores }) => stores.some((value) => inPlace.has(value)));
    expect(copies).toEqual([]);
    expect(writing).toBeGreaterThan(reading);
  });

  it('go by way of a copy where the product is the new value', () => {
    const w = state(3, 3);
    const { inPlace, copies, kernels } = scheduled({ assignments: [[w, w.matmul(given(3, 3))]] });
    expect([inPlace.size, copies.length, kernels.length]).toEqual([0, 1, 1]);
  });

  it('go by way of a copy where a window reads neighbours', () => {
    const w = state(1, 4, 4, 2);
    const { inPlace, copies } = scheduled({
      assignments: [[w, averagePool2d(w, 3, { strides: 1, padding: 'same' })]],
    });
    expect([inPlace.size, copies.length]).toEqual([0, 1]);
  });

  it('go by way of a copy where the variable is read at another place', () => {
    const w = state(3, 3);
    const { inPlace, copies } = scheduled({ assignments: [[w, w.transpose()]] });
    expect([inPlace.size, copies.length]).toEqual([0, 1]);
  });

  it('swap two variables, whatever way each of them goes', () => {
    const [a, b] = [state(5), state(5)];
    const { graph, inPlace, copies, kernels } = scheduled({
      assignments: [
        [a, b.resolve()],
        [b, a.resolve()],
      ],
    });
    const order = kernels.flatMap(({ loads, stores }) => [
      ...loads.map((value) => `read ${graph.describe(value)}`),
      ...stores.flatMap((value) =>
        inPlace.has(value) ? [`write ${graph.describe(inPlace.get(value) as number)}`] : [],
      ),
    ]);
    for (const { name } of [a, b]) {
      const write = order.indexOf(`write ${name} float32[5]`);
      if (write >= 0) expect(order.lastIndexOf(`read ${name} float32[5]`)).toBeLessThan(write);
    }
    expect(inPlace.size + copies.length).toBe(2);
    for (const { kernel } of kernels) expect(loadsAfterStores(kernel.wgsl)).toEqual([]);
  });

  it('give one value to two variables by two stores', () => {
    const [a, b, x] = [state(5), state(5), tensor([1, 2, 3, 4, 5])];
    const value = x.exp();
    const { inPlace, copies } = scheduled({
      assignments: [
        [a, value],
        [b, value],
      ],
    });
    expect(inPlace.size + copies.length).toBe(2);
  });

  it('leave the old value for outputs that ask for it', () => {
    const w = state(5);
    const { inPlace, kernels } = scheduled({ outputs: [w.resolve()], assignments: [[w, w.mul(2)]] });
    expect(inPlace.size).toBe(1);
    for (const { kernel } of kernels) expect(loadsAfterStores(kernel.wgsl)).toEqual([]);
    const writing = kernels.findIndex(({ stores }) => stores.some((value) => inPlace.has(value)));
    const reading = kernels.findLastIndex(({ loads }) => loads.includes([...inPlace.values()][0] as number));
    expect(reading).toBeLessThanOrEqual(writing);
  });
});
