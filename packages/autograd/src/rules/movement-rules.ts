// The gradients of the ops that only move elements.
import { flip, record, transpose, type Tensor } from '@tensorloom/tensor-core';
import { reshaped, summedTo } from './known-constants.js';
import { unsliced } from './strided-slice.js';
import { zeroGradient, type VjpRules } from './vjp-rule.js';

/** Axis order that takes a permutation back. */
function inverse(permutation: readonly number[]): readonly number[] {
  return permutation.map((_, axis) => permutation.indexOf(axis));
}

/** The part of a concatenation's gradient that belongs to one operand. */
function part(g: Tensor, parts: readonly Tensor[], axis: number, operand: number): Tensor {
  const starts = g.shape.map(() => 0);
  for (const { shape } of parts.slice(0, operand)) starts[axis] = (starts[axis] as number) + (shape[axis] as number);
  return record('slice', [g], { starts, sizes: (parts[operand] as Tensor).shape, steps: g.shape.map(() => 1) });
}

type Movement = 'reshape' | 'transpose' | 'broadcast' | 'slice' | 'flip' | 'pad' | 'concat' | 'barrier';

/** One entry for each operand. */
export const movementRules: Pick<VjpRules, Movement> = {
  reshape: [(g, { inputs: [a] }) => reshaped(g, a.shape)],
  transpose: [(g, { attributes: { permutation } }) => transpose(g, inverse(permutation))],
  broadcast: [(g, { inputs: [a] }) => summedTo(g, a.shape)],
  slice: [(g, { inputs: [a], attributes }) => unsliced(g, a.shape, attributes)],
  flip: [(g, { attributes: { axes } }) => flip(g, axes)],
  pad: [
    (g, { inputs: [a], attributes: { low } }) =>
      record('slice', [g], { starts: low, sizes: a.shape, steps: low.map(() => 1) }),
  ],
  concat: (g, { inputs, attributes: { axis } }, operand) => part(g, inputs, axis, operand),
  barrier: [(g) => g, zeroGradient],
};
