// Which values share a kernel, and which must not.
import { concat, maxPool2d, record, tensor, type Tensor } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import { layOutSchedule } from '../../plan/layout.js';
import { scheduled } from '../testing/scheduled.js';

const given = (...shape: number[]): Tensor =>
  tensor(new Float32Array(shape.reduce((size, extent) => size * extent, 1)), { shape });
const indices = tensor([1, 0, 2], { dtype: 'int32' });

describe('groups', () => {
  it('put a chain of elementwise ops into one kernel', () => {
    expect(scheduled({ outputs: [given(4, 5).mul(2).exp().sub(given(5)).tanh()] }).kernels).toHaveLength(1);
  });

  it('have a kernel each where nothing is to be fused', () => {
    const chain = given(4, 5).exp().sub(given(5)).matmul(given(5, 3)).tanh().sum(0);
    const { kernels, graph } = scheduled({ outputs: [chain], options: { fuse: false } });
    expect(kernels).toHaveLength(graph.values.filter(({ op }) => op !== 'input').length);
    expect(scheduled({ outputs: [chain] }).kernels.length).toBeLessThan(kernels.length);
  });

  it('cut a chain that never ends', () => {
    const y = given(3);
    let x = y;
    for (let step = 0; step < 2000; step++) x = x.add(y).sin();
    const { kernels } = scheduled({ outputs: [x] });
    expect(kernels.length).toBeGreaterThan(10);
    expect(kernels.length).toBeLessThan(50);
  });

  it('put a softmax into one kernel', () => {
    expect(scheduled({ outputs: [given(4, 5).softmax()] }).kernels).toHaveLength(1);
  });

  it.each([
    ['a window', given(1, 4, 4, 1), (x: Tensor) => maxPool2d(x, 3, { strides: 1, padding: 'same' })],
    ['a scatter', given(3), (x: Tensor) => record('scatterAdd', [indices, x], { axis: 0, size: 3 })],
  ] as const)('keep %s out of the kernel that computes what it reads', (_name, input, look) => {
    const x = input.exp();
    const { kernels } = scheduled({ outputs: [x, look(x)] });
    const making = kernels.findIndex(({ kernel }) => kernel.wgsl.includes('exp('));
    const looking = kernels.findIndex(({ kernel }) => /fn (pool|scatter)0/.test(kernel.wgsl));
    expect(looking).toBeGreaterThan(making);
  });

  it('compute what depends on a looked-up index inside the loop that looks it up', () => {
    const { kernels } = scheduled({
      outputs: [
        given(5, 6)
          .gather(tensor([3, 1, 1, 0], { dtype: 'int32' }))
          .sum(0),
      ],
    });
    expect(kernels).toHaveLength(1);
    const lines = (kernels[0]?.kernel.wgsl ?? '').split('\n');
    const loop = lines.findIndex((line) => line.includes('for (var c'));
    expect(lines.findIndex((line) => line.includes('clamp('))).toBeGreaterThan(loop);
  });

  it('read indices that came as bytes as bytes', () => {
    const at = tensor(new Uint8Array([1, 0, 2]), { shape: [3] });
    const { kernels } = scheduled({ outputs: [record('scatterAdd', [at, given(3)], { axis: 0, size: 3 })] });
    expect(kernels[0]?.kernel.wgsl).toContain('>> 2u]');
  });

  it('make nothing of tensors without elements, wherever they are asked for', () => {
    const nothing = given(0, 3).matmul(given(3, 2));
    const { kernels } = scheduled({
      outputs: [concat([nothing, given(2, 2), given(0, 3).sum(1, { keepDims: true }).broadcastTo([0, 2])])],
    });
    expect(kernels.map(({ kernel }) => kernel.name)).toEqual(['elementwise']);
  });

  it('sum columns beside a product, but not beside one of no elements', () => {
    const b = given(4, 3).mul(2);
    const beside = scheduled({ outputs: [given(5, 4).matmul(b), b.sum(0).add(1)] });
    const alone = scheduled({ outputs: [given(0, 4).matmul(b), b.sum(0).add(1)] });
    expect(beside.kernels.map(({ kernel }) => kernel.name).join()).toContain('with column sums');
    expect(alone.kernels.some(({ kernel }) => kernel.name.startsWith('row'))).toBe(true);
  });

  it('sum columns beside a product where the sum is wanted for itself too', () => {
    const b = given(4, 3).mul(2);
    const sum = b.sum(0);
    const { kernels, outputs } = scheduled({ outputs: [sum, given(5, 4).matmul(b), sum.add(1)] });
    expect(kernels.find(({ stores }) => stores.includes(outputs[0] as number))?.kernel.name).toContain('column sums');
  });

  it('bind tensors of no elements at places of their own', () => {
    const made = scheduled({ outputs: [given(3, 0).add(1).matmul(given(0, 2).mul(2))] });
    const [kernel] = made.kernels;
    const { offsets } = layOutSchedule(made, true);
    const places = [...(kernel?.loads ?? []), ...(kernel?.stores ?? [])].map((value) => offsets.get(value));
    expect(new Set(places).size).toBe(3);
    expect(places).not.toContain(undefined);
  });
});

describe('row kernels', () => {
  it('let all lanes read a row before one of them overwrites it', () => {
    const options = { software: false, subgroupSize: undefined };
    const [kernel] = scheduled({ outputs: [given(3, 700).sum(1)], options }).kernels;
    const lines = (kernel?.kernel.wgsl ?? '').split('\n').map((line) => line.trim());
    const store = lines.findIndex((line) => line === 'if (lane == 0u) {');
    expect(lines[store - 1]).toBe('workgroupBarrier();');
  });
});
