// The gradients of all primitive ops, as algebra on tensors, so that gradients of gradients follow by themselves.
// g is the gradient of the output; a rule gives the gradient of one operand. Knows nothing of the walk that calls it.
import {
  add,
  cast,
  constantLike,
  cos,
  div,
  equal,
  floor,
  gather,
  greater,
  less,
  log,
  logicalAnd,
  matmul,
  pow,
  record,
  sign,
  sin,
  square,
  sub,
  sum,
  transpose,
  where,
  type Tensor,
} from '@tensorloom/tensor-core';
import { negated, repeated, reshaped, scaled, summedTo, times } from './known-constants.js';
import { unsliced } from './strided-slice.js';
import { notDifferentiable, zeroGradient, type VjpRules } from './vjp-rule.js';

const zero = zeroGradient;
const one = (a: Tensor): Tensor => constantLike(a, 1);
const none = (a: Tensor): Tensor => constantLike(a, 0);

/** g to the operand that won, half to each where both are equal. */
function toWinner(g: Tensor, own: Tensor, other: Tensor, loses: (a: Tensor, b: Tensor) => Tensor): Tensor {
  return where(equal(own, other), scaled(g, 0.5), where(loses(own, other), none(g), g));
}

/** g shared equally among the elements that equal the extreme of their group. */
function toExtremes(g: Tensor, input: Tensor, extreme: Tensor, axes: readonly number[]): Tensor {
  const isExtreme = equal(input, repeated(extreme, axes, input.shape));
  const count = sum(cast(isExtreme, 'float32'), axes);
  return where(isExtreme, repeated(div(g, count), axes, input.shape), none(input));
}

/** b a^(b - 1), which is 0 for 0^0: there the exponent -1 would give 0 times Infinity. */
function powerRule(g: Tensor, base: Tensor, exponent: Tensor): Tensor {
  const isNothing = logicalAnd(equal(base, none(base)), equal(exponent, none(exponent)));
  const lowered = sub(where(isNothing, one(exponent), exponent), one(exponent));
  return times(times(g, exponent), pow(base, lowered));
}

/** a^b ln a where a is above 0, else 0; ln sees no other a, so that its own gradient stays finite. */
function exponentRule(g: Tensor, base: Tensor, power: Tensor): Tensor {
  const positive = greater(base, none(base));
  return where(positive, times(times(g, power), log(where(positive, base, one(base)))), none(base));
}

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

/** One entry for each operand. */
export const vjpRules: VjpRules = {
  // From nothing, or from bits
  constant: [],
  iota: [],
  randomBits: [zero],
  bitsToUniform: [zero],

  // Elementwise, one operand
  neg: [(g) => negated(g)],
  abs: [(g, { inputs: [a] }) => times(g, sign(a))],
  sign: [zero],
  floor: [zero],
  ceil: [zero],
  round: [zero],
  exp: [(g, { output }) => times(g, output)],
  expm1: [(g, { output }) => times(g, add(output, one(output)))],
  log: [(g, { inputs: [a] }) => div(g, a)],
  log1p: [(g, { inputs: [a] }) => div(g, add(a, one(a)))],
  sqrt: [(g, { output }) => div(scaled(g, 0.5), output)],
  rsqrt: [(g, { output }) => times(scaled(g, -0.5), times(output, square(output)))],
  reciprocal: [(g, { output }) => negated(times(g, square(output)))],
  sin: [(g, { inputs: [a] }) => times(g, cos(a))],
  cos: [(g, { inputs: [a] }) => negated(times(g, sin(a)))],
  tanh: [(g, { output }) => times(g, sub(one(output), square(output)))],
  sigmoid: [(g, { output }) => times(g, times(output, sub(one(output), output)))],
  relu: [(g, { output }) => where(greater(output, none(output)), g, none(g))],
  cast: [(g, { inputs: [a] }) => cast(g, a.dtype)],
  isNaN: [zero],
  isFinite: [zero],
  logicalNot: [zero],

  // Elementwise, two operands and more
  add: [(g) => g, (g) => g],
  sub: [(g) => g, (g) => negated(g)],
  mul: [(g, { inputs: [, b] }) => times(g, b), (g, { inputs: [a] }) => times(g, a)],
  div: [(g, { inputs: [, b] }) => div(g, b), (g, { inputs: [, b], output }) => negated(times(div(g, b), output))],
  pow: [(g, { inputs: [a, b] }) => powerRule(g, a, b), (g, { inputs: [a], output }) => exponentRule(g, a, output)],
  remainder: [(g) => g, (g, { inputs: [a, b] }) => negated(times(g, floor(div(a, b))))],
  maximum: [(g, { inputs: [a, b] }) => toWinner(g, a, b, less), (g, { inputs: [a, b] }) => toWinner(g, b, a, less)],
  minimum: [
    (g, { inputs: [a, b] }) => toWinner(g, a, b, greater),
    (g, { inputs: [a, b] }) => toWinner(g, b, a, greater),
  ],
  equal: [zero, zero],
  notEqual: [zero, zero],
  less: [zero, zero],
  lessEqual: [zero, zero],
  greater: [zero, zero],
  greaterEqual: [zero, zero],
  logicalAnd: [zero, zero],
  logicalOr: [zero, zero],
  where: [
    zero,
    (g, { inputs: [condition] }) => where(condition, g, none(g)),
    (g, { inputs: [condition] }) => where(condition, none(g), g),
  ],

  // Reductions
  sum: [(g, { inputs: [a], attributes: { axes } }) => repeated(g, axes, a.shape)],
  max: [(g, { inputs: [a], output, attributes: { axes } }) => toExtremes(g, a, output, axes)],
  min: [(g, { inputs: [a], output, attributes: { axes } }) => toExtremes(g, a, output, axes)],
  argmax: [zero],
  argmin: [zero],

  // Movement
  reshape: [(g, { inputs: [a] }) => reshaped(g, a.shape)],
  transpose: [(g, { attributes: { permutation } }) => transpose(g, inverse(permutation))],
  broadcast: [(g, { inputs: [a] }) => summedTo(g, a.shape)],
  slice: [(g, { inputs: [a], attributes }) => unsliced(g, a.shape, attributes)],
  pad: [
    (g, { inputs: [a], attributes: { low } }) =>
      record('slice', [g], { starts: low, sizes: a.shape, steps: low.map(() => 1) }),
  ],
  concat: (g, { inputs, attributes: { axis } }, operand) => part(g, inputs, axis, operand),

  // Contractions: Z = X W gives dX = dZ Wᵀ and dW = Xᵀ dZ, with flags in the place of transposes
  matmul: [
    (g, { inputs: [, b], attributes: { transposeA, transposeB } }) =>
      transposeA
        ? matmul(b, g, { transposeA: transposeB, transposeB: true })
        : matmul(g, b, { transposeB: !transposeB }),
    (g, { inputs: [a], attributes: { transposeA, transposeB } }) =>
      transposeB
        ? matmul(g, a, { transposeA: true, transposeB: transposeA })
        : matmul(a, g, { transposeA: !transposeA }),
  ],
  // Convolution is linear in both operands, and each of its gradients is linear in the other two of the three.
  conv2d: [
    (g, { inputs: [input, kernel], attributes }) =>
      record('conv2dInputGradient', [g, kernel], { ...attributes, inputShape: input.shape }),
    (g, { inputs: [input, kernel], attributes }) =>
      record('conv2dKernelGradient', [input, g], { ...attributes, kernelShape: kernel.shape }),
  ],
  conv2dInputGradient: [
    (g, { inputs: [, kernel], attributes: { inputShape: _, ...attributes } }) =>
      record('conv2d', [g, kernel], attributes),
    (g, { inputs: [gradOutput, kernel], attributes: { inputShape: _, ...attributes } }) =>
      record('conv2dKernelGradient', [g, gradOutput], { ...attributes, kernelShape: kernel.shape }),
  ],
  conv2dKernelGradient: [
    (g, { inputs: [input, gradOutput], attributes: { kernelShape: _, ...attributes } }) =>
      record('conv2dInputGradient', [gradOutput, g], { ...attributes, inputShape: input.shape }),
    (g, { inputs: [input], attributes: { kernelShape: _, ...attributes } }) => record('conv2d', [input, g], attributes),
  ],

  // Windows
  maxPool2d: [(g, { inputs: [input], attributes }) => record('maxPool2dGradient', [input, g], attributes)],
  maxPool2dGradient: [
    zero,
    notDifferentiable(
      'there is no op yet that picks the largest of each window out of a second image; use averagePool2d',
    ),
  ],
  averagePool2d: [
    (g, { inputs: [input], attributes }) =>
      record('averagePool2dGradient', [g], { ...attributes, inputShape: input.shape }),
  ],
  averagePool2dGradient: [
    (g, { attributes: { inputShape: _, ...attributes } }) => record('averagePool2d', [g], attributes),
  ],

  // Indexing
  gather: [
    (g, { inputs: [data, indices], attributes: { axis } }) =>
      record('scatterAdd', [indices, g], { axis, size: data.shape[axis] as number }),
    zero,
  ],
  scatterAdd: [zero, (g, { inputs: [indices], attributes: { axis } }) => gather(g, indices, axis)],
};
