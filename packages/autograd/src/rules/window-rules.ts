// The gradients of pooling.
import { record } from '@tensorloom/tensor-core';
import { atLargest } from './largest-of-windows.js';
import { zeroGradient as zero, type VjpRules } from './vjp-rule.js';

/** One entry for each operand. */
export const windowRules: Pick<
  VjpRules,
  'maxPool2d' | 'maxPool2dGradient' | 'averagePool2d' | 'averagePool2dGradient'
> = {
  maxPool2d: [(g, { inputs: [input], attributes }) => record('maxPool2dGradient', [input, g], attributes)],
  maxPool2dGradient: [
    zero,
    /** what g holds at the largest of each window */
    (g, { inputs: [input], attributes }) => atLargest(input, g, attributes),
  ],
  averagePool2d: [
    (g, { inputs: [input], attributes }) =>
      record('averagePool2dGradient', [g], { ...attributes, inputShape: input.shape }),
  ],
  averagePool2dGradient: [
    (g, { attributes: { inputShape: _, ...attributes } }) => record('averagePool2d', [g], attributes),
  ],
};
