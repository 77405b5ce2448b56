// Which updates become one dispatch, and which must not.
import { hostValue, tensor, variable, zeros, type Tensor, type Variable } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import { scheduled, type Recorded } from '../testing/scheduled.js';

const state = (...shape: number[]): Variable => variable(zeros(shape));
const names = (recorded: Recorded): string[] => scheduled(recorded).kernels.map(({ kernel }) => kernel.name);

describe('updates', () => {
  it('of all variables become one kernel with a table of segments', () => {
    const variables = [state(3, 3), state(700, 3), state()];
    const rate = hostValue(() => 0.1);
    const assignments = variables.map((w): [Variable, Tensor] => [w, w.sub(w.square().mul(rate))]);
    const { kernels, inPlace } = scheduled({ assignments });
    const merged = kernels.filter(({ kernel }) => kernel.name === 'segmented');
    expect(merged).toHaveLength(1);
    expect(inPlace.size).toBe(3);
    expect(merged[0]?.segments?.list.map(({ elements }) => elements)).toEqual([9, 2100, 1]);
    // One workgroup for each 1024 elements of each tensor.
    expect(merged[0]?.workgroups).toBe(1 + 3 + 1);
    expect(merged[0]?.words.slice(0, 3)).toEqual([5, 3, merged[0]?.segments?.tableAt]);
    expect(merged[0]?.memory).toEqual(['parameters', 'host', 'variables']);
  });

  it('of each stay apart where the device says so', () => {
    const assignments = [state(3), state(4)].map((w): [Variable, Tensor] => [w, w.mul(0.5)]);
    expect(names({ assignments, options: { mergeUpdates: false } })).toEqual(['elementwise', 'elementwise']);
  });

  it('by other expressions stay apart', () => {
    const [a, b] = [state(3), state(4)];
    expect(
      names({
        assignments: [
          [a, a.exp()],
          [b, b.sin()],
        ],
      }),
    ).toEqual(['elementwise', 'elementwise']);
  });

  it('that read tensors from outside stay apart', () => {
    const assignments = [state(3), state(4)].map((w): [Variable, Tensor] => [
      w,
      w.add(tensor(new Float32Array(w.size))),
    ]);
    expect(names({ assignments })).toEqual(['elementwise', 'elementwise']);
  });

  it('of which one needs the other stay in order', () => {
    const [a, b] = [state(3, 3), state(3, 3)];
    const x = tensor(new Float32Array(9), { shape: [3, 3] });
    const first = a.mul(0.75).add(a.matmul(x).mul(0.25));
    const second = b.mul(0.75).add(first.matmul(x).mul(0.25));
    const { kernels } = scheduled({
      assignments: [
        [a, first],
        [b, second],
      ],
    });
    const updates = kernels.flatMap(({ kernel }, step) => (kernel.name.startsWith('gemm') ? [] : [step]));
    expect(kernels.map(({ segments }) => segments)).toEqual(kernels.map(() => undefined));
    expect(updates).toHaveLength(2);
    expect(kernels.findIndex(({ kernel }) => kernel.name.startsWith('gemm'))).toBeLessThan(updates[0] as number);
    expect(kernels.findLastIndex(({ kernel }) => kernel.name.startsWith('gemm'))).toBeGreaterThan(updates[0] as number);
  });

  it('do not move behind a kernel that reads what they make', () => {
    const [a, b, x] = [state(3, 3), state(3, 3), tensor(new Float32Array(9), { shape: [3, 3] })];
    const first = a.mul(0.75).add(a.matmul(x).mul(0.25));
    const between = first.sum(0);
    const second = b.mul(0.75).add(b.add(between).matmul(x).mul(0.25));
    const { graph, kernels, inPlace } = scheduled({
      outputs: [between],
      assignments: [
        [a, first],
        [b, second],
      ],
    });
    const made = new Set<number>();
    for (const { loads, stores } of kernels) {
      for (const value of loads) if (graph.classAt(value) !== 'input') expect([...made]).toContain(value);
      for (const value of stores) made.add(value);
    }
    expect(inPlace.size).toBe(2);
  });
});
