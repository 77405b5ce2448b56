// Which sums a matrix product yields beside its result.
import { lower, tensor, type Tensor } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import { gemmWithColumnSum } from './column-sum.js';
import { Graph } from './graph.js';

const given = (...shape: number[]): Tensor =>
  tensor(new Float32Array(shape.reduce((size, extent) => size * extent, 1)), { shape });

/** Number of sums that the products of a program yield. */
function pairs(...outputs: Tensor[]): number {
  return gemmWithColumnSum(new Graph(lower(outputs, new Map()).program)).size;
}

describe('a sum of columns', () => {
  it('comes with a product whose second operand it sums', () => {
    const [x, g] = [given(4, 5), given(4, 3)];
    expect(pairs(x.transpose().matmul(g), g.sum(0).mul(2))).toBe(1);
  });

  it('comes with a product of the same rows under another shape', () => {
    const [x, g] = [given(4, 5), given(2, 2, 3)];
    expect(pairs(x.transpose().matmul(g.reshape([4, 3])), g.sum([0, 1]).mul(2))).toBe(1);
  });

  it.each<readonly [string, () => Tensor[]]>([
    ['over the last axis', () => [given(4, 5).transpose().matmul(given(4, 3)), given(4, 3).sum(1).mul(2)]],
    [
      'of the first operand',
      () => {
        const x = given(4, 5);
        return [x.matmul(given(5, 3)), x.sum(0).mul(2)];
      },
    ],
    [
      'that the product needs',
      () => {
        const g = given(4, 3);
        return [g.sum(0).reshape([1, 3]).broadcastTo([4, 3]).mul(2).transpose().matmul(g)];
      },
    ],
    [
      'that something before the product needs',
      () => {
        const [x, g] = [given(4, 5), given(4, 3)];
        return [g.sum(0).mul(2), x.transpose().matmul(g)];
      },
    ],
    [
      'of batches of products',
      () => {
        const g = given(2, 4, 3);
        return [given(2, 5, 4).matmul(g), g.sum([0, 1]).mul(2)];
      },
    ],
    [
      'of a product of no elements',
      () => {
        const g = given(4, 3);
        return [given(0, 4).matmul(g), g.sum(0).mul(2)];
      },
    ],
  ])('is on its own %s', (_name, record) => {
    expect(pairs(...record())).toBe(0);
  });

  it('comes with one product, however many there are', () => {
    const g = given(4, 3);
    expect(pairs(given(5, 4).matmul(g), given(6, 4).matmul(g), g.sum(0).mul(2))).toBe(1);
  });
});
