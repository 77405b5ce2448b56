// The order of kernels: what is read was written before, and what is overwritten was read before.
import { tensor, variable, zeros, type Tensor, type Variable } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import type { Schedule } from '../schedule.js';
import { scheduled } from '../testing/scheduled.js';

const state = (...shape: number[]): Variable => variable(zeros(shape));
const given = (...shape: number[]): Tensor =>
  tensor(new Float32Array(shape.reduce((size, extent) => size * extent, 1)), { shape });

/** Reads of values not yet made, and of variables that were overwritten already. */
function violations({ graph, kernels, inPlace }: Schedule): string[] {
  const made = new Set<number>();
  const overwritten = new Set<number>();
  return kernels.flatMap(({ loads, stores }, step) => {
    const early = loads.filter((value) => graph.classAt(value) !== 'input' && !made.has(value));
    const late = loads.filter((value) => overwritten.has(value));
    for (const value of stores) {
      made.add(value);
      const state = inPlace.get(value);
      if (state !== undefined) overwritten.add(state);
    }
    return [...early, ...late].map((value) => `kernel ${step} reads ${graph.describe(value)}`);
  });
}

describe('kernels', () => {
  it('read a variable before it is overwritten, whatever comes first in the program', () => {
    const w = state(3, 3);
    const next = w.mul(0.5);
    const late = given(3, 3).matmul(w).sum();
    const schedule = scheduled({ outputs: [next.sum(), late], assignments: [[w, next]] });
    expect(violations(schedule)).toEqual([]);
    expect(schedule.inPlace.size).toBe(1);
  });

  it('of a circle of variables go by way of copies', () => {
    const [a, b, c] = [state(3, 3), state(3, 3), state(3, 3)];
    const x = given(3, 3);
    const schedule = scheduled({
      assignments: [
        [a, b.matmul(x)],
        [b, c.matmul(x)],
        [c, a.matmul(x)],
      ],
    });
    expect(violations(schedule)).toEqual([]);
    expect(schedule.inPlace.size + schedule.copies.length).toBe(3);
    expect(schedule.copies.length).toBeGreaterThan(0);
  });

  it('of a step of training', () => {
    const [w, v, x] = [state(5, 4), state(4, 2), given(8, 5)];
    const hidden = x.matmul(w).relu();
    const out = hidden.matmul(v);
    const gradOut = out.mul(2);
    const gradHidden = gradOut.matmul(v.transpose()).mul(hidden.greater(0));
    const schedule = scheduled({
      outputs: [out.square().sum()],
      assignments: [
        [w, w.sub(x.transpose().matmul(gradHidden).mul(0.1))],
        [v, v.sub(hidden.transpose().matmul(gradOut).mul(0.1))],
      ],
    });
    expect(violations(schedule)).toEqual([]);
    expect(schedule.copies).toEqual([]);
  });

  it('of long programs are found without a deep stack', () => {
    const [x, w] = [given(4, 8), given(8, 8)];
    let state: Tensor = x;
    for (let step = 0; step < 1000; step++) state = state.matmul(w).add(x).sub(state).mul(x).tanh();
    const schedule = scheduled({ outputs: [state.softmax().sum()] });
    expect(violations(schedule)).toEqual([]);
  });

  it('that are the last to read large values come as soon as they can', () => {
    const x = given(64, 8);
    const weights = Array.from({ length: 6 }, () => state(8, 8));
    const layers = weights.map(() => x);
    weights.forEach((w, index) => (layers[index] = (layers[index - 1] ?? x).matmul(w).tanh()));
    let gradient = (layers.at(-1) as Tensor).mul(2);
    const updates = weights
      .map((w, index) => {
        const at = weights.length - 1 - index;
        const result = [weights[at] as Variable, (layers[at - 1] ?? x).transpose().matmul(gradient)] as const;
        gradient = gradient.matmul((weights[at] as Variable).transpose()).mul(layers[at - 1] ?? x);
        return result;
      })
      .reverse();
    const schedule = scheduled({ outputs: updates.map(([, dw]) => dw) });
    expect(violations(schedule)).toEqual([]);
    const alive = schedule.kernels.map((_, step) => {
      const made = schedule.kernels.slice(0, step + 1).flatMap(({ stores }) => stores);
      const wanted = new Set(schedule.kernels.slice(step).flatMap(({ loads }) => loads));
      return made.filter((value) => wanted.has(value)).length;
    });
    // The layers' results and three of their gradients, instead of all of both.
    expect(Math.max(...alive)).toBeLessThanOrEqual(9);
  });
});
