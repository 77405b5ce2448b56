// Which tensors a kernel reads and writes four elements at a time, and how the lanes of a row's team meet.
import { tensor, variable, zeros, type Tensor } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import { scheduled, type Recorded } from './testing/scheduled.js';

const input = (...shape: number[]): Tensor =>
  tensor(new Float32Array(shape.reduce((size, extent) => size * extent, 1)), { shape });

/** Types of the tensors that the one kernel binds. */
function typesOf(recorded: Recorded): string[] {
  const { kernels } = scheduled(recorded);
  expect(kernels).toHaveLength(1);
  return (kernels[0]?.kernel.bindings ?? []).filter(({ name }) => name.startsWith('b')).map(({ type }) => type);
}

describe('elements', () => {
  it('are taken four at a time where all of them are reached in order', () => {
    expect(typesOf({ outputs: [input(6, 6).add(input(6, 6))] })).toEqual(['vec4<f32>', 'vec4<f32>', 'vec4<f32>']);
    expect(typesOf({ outputs: [input(6, 6).greater(input(6, 6))] })).toEqual(['vec4<f32>', 'vec4<f32>', 'vec4<u32>']);
  });

  it('are taken one by one where their number is no multiple of four, or another order is asked for too', () => {
    expect(typesOf({ outputs: [input(5, 5).add(input(5, 5))] })).toEqual(['f32', 'f32', 'f32']);
    const x = input(6, 6);
    expect(typesOf({ outputs: [x.add(x.transpose())] })).toEqual(['f32', 'vec4<f32>']);
    expect(typesOf({ outputs: [x.add(input(6))] })).toEqual(['vec4<f32>', 'f32', 'vec4<f32>']);
  });

  it('are taken one by one where computing takes longer than reading, or functions read on their own', () => {
    expect(typesOf({ outputs: [input(6, 6).tanh()] })).toEqual(['f32', 'f32']);
    const bytes = tensor(new Uint8Array(64), { shape: [64] });
    expect(typesOf({ outputs: [bytes.cast('float32').add(input(64))] })).toEqual(['u32', 'vec4<f32>', 'vec4<f32>']);
  });

  it('of many tensors in one kernel are always vectors', () => {
    const assignments = [variable(zeros([5])), variable(zeros([8]))].map((w) => [w, w.mul(w)] as const);
    const { kernels } = scheduled({ assignments });
    expect(kernels[0]?.kernel.bindings.at(-1)).toEqual({ name: 'V', access: 'read_write', type: 'vec4<f32>' });
  });
});

describe('columns', () => {
  it('are taken four at a time in long rows', () => {
    expect(typesOf({ outputs: [input(64, 1024).sum(1)] })).toEqual(['vec4<f32>', 'f32']);
    expect(typesOf({ outputs: [input(64, 1024).softmax()] })).toEqual(['vec4<f32>', 'vec4<f32>']);
    expect(typesOf({ outputs: [input(64, 1023).sum(1)] })).toEqual(['f32', 'f32']);
    expect(typesOf({ outputs: [input(1024, 64).sum(0)] })).toEqual(['f32', 'f32']);
  });
});

describe('rows on GPUs', () => {
  const sourceOf = (subgroupSize: number | undefined): string =>
    scheduled({ outputs: [input(64, 1024).softmax()], options: { software: false, subgroupSize } }).kernels[0]?.kernel
      .wgsl ?? '';

  it('meet by subgroups where those have one size, else in workgroup memory alone', () => {
    expect(sourceOf(32)).toContain('var<workgroup> scratch: array<u32, 8>;');
    expect(sourceOf(32)).toContain('subgroupShuffleXor');
    expect(sourceOf(undefined)).toContain('var<workgroup> scratch: array<u32, 256>;');
    expect(sourceOf(undefined)).not.toContain('subgroup');
  });
});
