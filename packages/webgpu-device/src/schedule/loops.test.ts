// Loops that were recorded step by step: every step has the same few kernels, and what the steps share is done once.
import {
  lstmCell,
  matmul,
  scan,
  slice,
  tensor,
  variable,
  zeros,
  type Tensor,
  type Variable,
} from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import { scheduled } from './testing/scheduled.js';

const [steps, batch, features, units] = [12, 8, 6, 16];
const given = (...shape: number[]): Tensor =>
  tensor(new Float32Array(shape.reduce((size, extent) => size * extent, 1)), { shape });
const state = (...shape: number[]): Variable => variable(zeros(shape));

function lstm(): Tensor {
  const weights = {
    kernel: state(features, 4 * units),
    recurrentKernel: state(units, 4 * units),
    bias: state(4 * units),
  };
  const start = { hidden: given(batch, units), cell: given(batch, units) };
  return scan(
    (carry: { hidden: Tensor; cell: Tensor }, x: Tensor) => {
      const { hidden, cell } = lstmCell(x, carry, weights);
      return { carry: { hidden, cell }, output: hidden };
    },
    start,
    given(steps, batch, features),
  ).carry.hidden;
}

describe('a recorded loop', () => {
  it('has one product and one elementwise kernel a step, and one product for all its inputs', () => {
    const { kernels } = scheduled({ outputs: [lstm()] });
    expect(kernels).toHaveLength(1 + 2 * steps);
    expect(new Set(kernels.map(({ kernel: { wgsl } }) => wgsl)).size).toBeLessThanOrEqual(7);
  });

  it('keeps its state, instead of computing it from the beginning in each step', () => {
    const { kernels } = scheduled({ outputs: [lstm()] });
    for (const { loads } of kernels) expect(new Set(loads).size).toBeLessThanOrEqual(5);
  });
});

describe('products by one matrix', () => {
  const matrix = state(features, units);
  const products = (count: number, sequence: Tensor): readonly Tensor[] =>
    Array.from({ length: count }, (_, at) => matmul(slice(sequence, at), matrix).tanh());

  it('of most steps of a sequence become one', () => {
    const outputs = products(steps, given(steps, batch, features));
    const names = scheduled({ outputs }).kernels.map(({ kernel: { name } }) => name);
    expect(names.filter((name) => name.startsWith('gemm'))).toHaveLength(1);
  });

  it('of few steps of a long sequence stay, and so do those of different sequences', () => {
    const few = products(3, given(steps, batch, features));
    const apart = [0, 1, 2].map(() => matmul(slice(given(2, batch, features), 0), matrix));
    for (const outputs of [few, apart]) expect(scheduled({ outputs }).kernels).toHaveLength(3);
  });

  it('stay where the matrix stands transposed for one of them', () => {
    const square = state(features, features);
    const sequence = given(4, batch, features);
    const outputs = [0, 1, 2, 3].map((at) => matmul(slice(sequence, at), square, { transposeB: at === 3 }));
    const names = scheduled({ outputs }).kernels.map(({ kernel: { name } }) => name);
    expect(names.filter((name) => name.startsWith('gemm'))).toHaveLength(2);
  });
});
