// Which products load four elements at a time, seen in their bindings.
import { tensor, type Tensor } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import { scheduled } from '../testing/scheduled.js';

const given = (...shape: number[]): Tensor =>
  tensor(new Float32Array(shape.reduce((size, extent) => size * extent, 1)), { shape });

/** Name and types of the bindings of the one kernel that computes a tensor. */
function kernelOf(output: Tensor): { readonly name: string; readonly types: readonly string[] } {
  const { kernels } = scheduled({ outputs: [output] });
  expect(kernels).toHaveLength(1);
  const { kernel } = kernels[0] as (typeof kernels)[number];
  return { name: kernel.name, types: kernel.bindings.slice(1).map(({ type }) => type) };
}

describe('a large product on a software adapter', () => {
  it.each<readonly [string, () => Tensor]>([
    ['as it lies', () => given(512, 512).matmul(given(512, 512))],
    ['transposed', () => given(512, 512).transpose().matmul(given(512, 512).transpose())],
    ['in batches', () => given(2, 512, 512).matmul(given(512, 512).broadcastTo([2, 512, 512]))],
    ['of a slice in fours', () => given(512, 520).slice([3, 503], [4, 516]).matmul(given(512, 512))],
    ['with rows that are no multiple of four', () => given(510, 512).matmul(given(512, 512))],
  ])('loads four elements at a time %s', (_name, record) => {
    const { name, types } = kernelOf(record());
    expect(name).toContain('quads');
    expect(types).toEqual(['vec4<f32>', 'vec4<f32>', 'f32']);
  });

  it.each<readonly [string, () => Tensor]>([
    ['k is no multiple of four', () => given(512, 510).matmul(given(510, 512))],
    ['rows of B are no multiple of four', () => given(512, 512).matmul(given(512, 510))],
    ['a slice begins between', () => given(512, 520).slice(null, [2, 514]).matmul(given(512, 512))],
    [
      'what follows reads an operand too',
      () => {
        const x = given(512, 512);
        return x.matmul(given(512, 512)).add(x);
      },
    ],
    ['the operands are halves', () => given(512, 512).cast('float16').matmul(given(512, 512).cast('float16'))],
    ['it takes no time', () => given(32, 32).matmul(given(32, 32))],
  ])('loads one where %s', (_name, record) => {
    const { kernels } = scheduled({ outputs: [record()] });
    const products = kernels.filter(({ kernel }) => kernel.name.includes('gemm'));
    expect(products).toHaveLength(1);
    expect(products[0]?.kernel.name).not.toContain('quads');
  });
});
