// No kernel binds more than the device can, whatever a program reads.
import { concat, lower, stack, tensor, where, type Tensor } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import { scheduled } from '../testing/scheduled.js';
import { formGroups } from './form-groups.js';
import { Graph } from './graph.js';
import { memoryNeeds } from './memory-needs.js';

const given = (...shape: number[]): Tensor =>
  tensor(new Float32Array(shape.reduce((size, extent) => size * extent, 1)), { shape });
const several = (count: number, ...shape: number[]): Tensor[] => Array.from({ length: count }, () => given(...shape));
const total = (parts: readonly Tensor[]): Tensor => parts.reduce((sum, part) => sum.add(part));

/** Bindings of each kernel that it takes to make a value. */
function bindings(output: Tensor, bindingLimit: number): readonly number[] {
  const { graph, kernels, outputs } = scheduled({ outputs: [output], options: { bindingLimit } });
  expect(graph.value(outputs[0] as number).shape).toEqual(output.shape);
  expect(kernels.at(-1)?.stores).toContain(outputs[0]);
  return kernels.map(({ memory }) => memory.length);
}

describe.each([5, 8, 10])('with %i bindings', (limit) => {
  it.each([
    ['a sum of many', () => total(several(19, 4)).tanh()],
    ['a sum of many, multiplied by a number', () => total(several(19, 4)).mul(2.5).exp().add(1)],
    ['a reduction of a sum of many', () => total(several(19, 4, 3)).sum(1)],
    ['many parts', () => concat(several(23, 2))],
    ['many parts, each a view', () => concat(several(13, 4).map((part) => part.reshape([2, 2]).transpose()))],
    ['many computed parts', () => stack(several(11, 2, 3).map((part) => part.mul(part.sum()))).max(0)],
    ['a choice between computed values', () => where(given(5).less(given(5)), given(5).mul(3), given(5).add(given(5)))],
    [
      'what a reduction of its own kernel reads again',
      () =>
        given(4, 3)
          .matmul(given(3, 3))
          .add(given(9).mul(2).slice([0, 9, 3]))
          .logSoftmax(),
    ],
    ['a product of sums of many', () => total(several(9, 4, 3)).matmul(total(several(9, 3, 4)))],
  ] as const)('%s', (_name, record) => {
    const counts = bindings(record(), limit);
    expect(Math.max(...counts)).toBeLessThanOrEqual(limit);
  });

  it('stores no more than it must', () => {
    // Each kernel reads limit - 2 and stores one that the next may read.
    expect(bindings(total(several(limit - 2, 4)), limit)).toHaveLength(1);
    expect(bindings(total(several(limit - 1, 4)), limit)).toHaveLength(2);
  });
});

describe('values that must be cut', () => {
  it('are found all at once: a long program is not formed anew for each of them', () => {
    const { program } = lower(
      Array.from({ length: 40 }, () => total(several(12, 4))),
      new Map(),
    );
    const graph = new Graph(program);
    const needs = memoryNeeds(graph, { outputs: program.outputs, assigned: [], forced: new Set() });
    const found: number[] = [];
    formGroups(graph, needs, 8, (value) => found.push(value));
    expect(found).toEqual(program.outputs);
  });
});

describe('a value that cannot be cut', () => {
  it('is refused with the number of its operands', () => {
    const record = (): Tensor => where(given(5).cast('bool'), given(5), given(5));
    expect(() => bindings(record(), 4)).toThrow(
      /schedule: too many operands; expected to read at most 2 in one kernel, got 3 in %\d+ = where float32\[5\]/,
    );
  });
});
