// Views of a matrix operand as an offset and strides: each element is found where the views take it from.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { arange, lower, setDefaultDevice, stridesOf, tensor, type Shape, type Tensor } from '@tensorloom/tensor-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Graph } from '../form/graph.js';
import { stridedOperand } from './strided-operand.js';

const counted = (...shape: number[]): Tensor =>
  tensor(
    Float32Array.from({ length: shape.reduce((size, extent) => size * extent, 1) }, (_, index) => index),
    { shape },
  );

const never = (): boolean => false;

/** The views of one tensor that counts its elements, as memory with strides. */
function operandOf(view: Tensor) {
  const { program } = lower([view], new Map());
  const graph = new Graph(program);
  return { graph, ...stridedOperand(graph, program.outputs[0] as number, never) };
}

function indices(shape: Shape, offset: number, strides: readonly number[]): number[] {
  const own = stridesOf(shape);
  const size = shape.reduce((product, extent) => product * extent, 1);
  return Array.from({ length: size }, (_, index) =>
    own.reduce((sum, stride, axis) => {
      const coord = Math.floor(index / stride) % (shape[axis] as number);
      return sum + coord * (strides[axis] as number);
    }, offset),
  );
}

describe('a strided operand', () => {
  beforeAll(() => setDefaultDevice(createCpuDevice()));
  afterAll(() => setDefaultDevice(undefined));

  it.each<readonly [string, Tensor]>([
    ['memory itself', counted(3, 4)],
    ['a transpose', counted(3, 4).transpose()],
    ['a transpose of batches', counted(2, 3, 4).transpose([1, 0, 2])],
    ['a slice', counted(5, 6).slice([1, 5, 2], [2, 6])],
    ['a slice of a slice', counted(9, 8).slice([1, 9, 2]).slice([1, 4, 2], [0, 8, 3])],
    ['a row, repeated', counted(1, 4).broadcastTo([3, 4])],
    ['a matrix, repeated for batches', counted(3, 4).broadcastTo([2, 5, 3, 4])],
    ['batches flattened', counted(2, 3, 4).reshape([6, 4])],
    ['batches unflattened', counted(6, 4).reshape([2, 3, 4])],
    ['repeated batches flattened', counted(1, 3, 4).broadcastTo([2, 3, 4]).slice(null, [0, 1]).reshape([2, 4])],
    [
      'axes of size 1 added and dropped',
      counted(3, 4).reshape([1, 3, 1, 4, 1]).transpose([0, 2, 1, 3, 4]).reshape([3, 4]),
    ],
    ['a slice, reshaped where that can be said', counted(4, 6).slice(null, [0, 4]).reshape([2, 2, 4])],
    ['a slice of a transpose, reshaped', counted(4, 6).transpose().slice([0, 6, 2]).reshape([3, 4, 1])],
  ])('is %s', async (_name, view) => {
    const { graph, memory, offset, strides } = operandOf(view);
    expect(graph.value(memory).op).toBe('input');
    expect(indices(view.shape, offset, strides)).toEqual([...(await view.data())]);
  });

  it.each<readonly [string, Tensor, string]>([
    ['a transpose, reshaped', counted(3, 4).transpose().reshape([2, 6]), 'reshape'],
    ['a slice, reshaped across its gap', counted(4, 6).slice(null, [0, 4]).reshape([16]), 'reshape'],
    ['something computed', counted(3, 4).mul(2).transpose(), 'mul'],
    [
      'padding',
      counted(3, 4).pad([
        [0, 1],
        [0, 0],
      ]),
      'pad',
    ],
    ['a number of the host, repeated', arange(1).slice(0).mul(0).add(1).mul(2).broadcastTo([2, 2]), 'mul'],
  ])('ends at %s', (_name, view, op) => {
    const { graph, memory } = operandOf(view);
    expect(graph.value(memory).op).toBe(op);
  });

  it('ends above numbers of the host, which have no memory', () => {
    const { program } = lower([counted(2).add(3)], new Map());
    const graph = new Graph(program);
    const repeated = program.values.findIndex(({ op }) => op === 'broadcast');
    expect(stridedOperand(graph, repeated, never)).toEqual({ memory: repeated, offset: 0, strides: [1] });
  });

  it('ends at what has memory of its own', () => {
    const { program } = lower([counted(3, 4).transpose().slice([1])], new Map());
    const turned = program.values.findIndex(({ op }) => op === 'transpose');
    const { memory, strides } = stridedOperand(
      new Graph(program),
      program.outputs[0] as number,
      (value) => value === turned,
    );
    expect([memory, strides]).toEqual([turned, [3, 1]]);
  });
});
