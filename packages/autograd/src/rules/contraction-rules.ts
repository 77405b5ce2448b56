// The gradients of the contractions: Z = X W gives dX = dZ Wᵀ and dW = Xᵀ dZ, with flags in the place of transposes.
import { matmul, record } from '@tensorloom/tensor-core';
import type { VjpRules } from './vjp-rule.js';

/** One entry for each operand. */
export const contractionRules: Pick<VjpRules, 'matmul' | 'conv2d' | 'conv2dInputGradient' | 'conv2dKernelGradient'> = {
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
};
