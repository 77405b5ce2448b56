// What must lie in memory: for one reader, and on the way of another.
import { averagePool2d, concat, full, lower, random, tensor, type Tensor } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import { gemmNode } from '../write/gemm-node.js';
import { Graph } from './graph.js';
import { memoryNeeds } from './memory-needs.js';

const given = (...shape: number[]): Tensor =>
  tensor(new Float32Array(shape.reduce((size, extent) => size * extent, 1)), { shape });

function needsOf(...outputs: Tensor[]) {
  const { program } = lower(outputs, new Map());
  const graph = new Graph(program);
  const needs = memoryNeeds(graph, { outputs: program.outputs, assigned: [], forced: new Set() });
  const ops = [...needs.must].map((value) => graph.value(value).op);
  return { graph, needs, ops };
}

describe('memory', () => {
  it('is needed for what products and windows read, and not for views of it', () => {
    expect(needsOf(given(3, 4).transpose().matmul(given(3, 2).mul(2))).ops).toEqual(['matmul', 'mul']);
    expect(needsOf(averagePool2d(given(1, 4, 4, 1).exp(), 2)).ops).toEqual(['averagePool2d', 'exp']);
  });

  it('is needed where a number of the host is repeated for a product, or seen as an image', () => {
    expect(needsOf(given(2, 2).matmul(full([2, 2], 0.5))).ops).toEqual(['matmul', 'broadcast']);
    expect(needsOf(averagePool2d(full([], 0.5).reshape([1, 1, 1, 1]), 1)).ops).toEqual(['averagePool2d', 'reshape']);
  });

  it('is needed for a key that is derived from another, and for no other', () => {
    expect(needsOf(random.bits([9], { key: random.key(1) })).ops).toEqual(['randomBits']);
    const folded = random.foldIn(random.key(1), 2);
    expect(needsOf(random.uniform([9], { key: folded })).ops).toEqual(['bitsToUniform', 'randomBits', 'randomBits']);
    const [, second] = random.split(random.key(1));
    expect(needsOf(random.uniform([9], { key: second as Tensor })).ops).toEqual([
      'bitsToUniform',
      'randomBits',
      'randomBits',
    ]);
  });

  it('is needed on the way where views branch at each level, which would be written anew for each branch', () => {
    let value = given(1024).exp();
    for (let level = 0; level < 9; level++) {
      value = concat([value.slice([0, 512]).add(1), value.slice([512, 1024]).mul(2)]);
    }
    const { must } = needsOf(value).needs;
    expect(must.size).toBeGreaterThan(1);
    expect(must.size).toBeLessThan(6);
  });

  it('on the way of a product changes what its strides must say', () => {
    const turned = given(2, 3, 4, 2, 2).transpose([2, 1, 0, 3, 4]);
    const back = turned.transpose([2, 1, 0, 3, 4]);
    // The window makes `turned` lie in memory, and three batch axes of `back` no longer run together.
    const { graph, needs } = needsOf(
      back.matmul(given(2, 3, 4, 2, 2)),
      averagePool2d(turned.reshape([2, 12, 2, 2]), 2),
    );
    const product = graph.values.findIndex(({ op }) => op === 'matmul');
    const { words } = gemmNode(graph, product, (value) => needs.must.has(value));
    expect(words.filter(Number.isNaN)).toEqual([]);
  });
});
