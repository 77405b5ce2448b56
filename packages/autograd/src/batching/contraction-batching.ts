// Batching rules of products and convolutions. Rows with kernels of their own become groups that do not see each other.
import { matmul, record, type Conv2dAttributes, type Shape, type Tensor } from '@tensorloom/tensor-core';
import type { BatchingRules, Operand } from './batching-rule.js';
import { foldRows, spread, unfoldRows } from './operand.js';

type Contraction = 'matmul' | 'conv2d' | 'conv2dInputGradient' | 'conv2dKernelGradient';

const BATCH = 0;
const CHANNELS = 3;

/** The shape with one axis that many times as large. */
function enlarged(shape: Shape, axis: number, rows: number): Shape {
  return shape.with(axis, (shape[axis] as number) * rows);
}

/** Rows in the channels of images and in the filters of kernels, and groups for each row. */
function inGroups(operands: readonly [Operand, Operand], attributes: Conv2dAttributes, rows: number) {
  const [first, second] = operands.map((operand) => foldRows(spread(operand, rows), CHANNELS)) as [Tensor, Tensor];
  return { inputs: [first, second], attributes: { ...attributes, groups: attributes.groups * rows } } as const;
}

export const contractionBatching: Pick<BatchingRules, Contraction> = {
  // Batches broadcast: an operand without rows of its own takes part in all of them, or makes one product of all rows.
  matmul: ({ operands: [a, b], attributes }) => matmul(a.tensor, b.tensor, attributes),
  conv2d: ({ operands, attributes, rows }) => {
    const [input, kernel] = operands;
    if (!kernel.isMapped) {
      return unfoldRows(record('conv2d', [foldRows(input.tensor, BATCH), kernel.tensor], attributes), BATCH, rows);
    }
    const grouped = inGroups(operands, attributes, rows);
    return unfoldRows(record('conv2d', grouped.inputs, grouped.attributes), CHANNELS, rows);
  },
  conv2dInputGradient: ({ operands, attributes, rows }) => {
    const [gradOutput, kernel] = operands;
    if (!kernel.isMapped) {
      const inputShape = enlarged(attributes.inputShape, BATCH, rows);
      const folded = [foldRows(gradOutput.tensor, BATCH), kernel.tensor];
      return unfoldRows(record('conv2dInputGradient', folded, { ...attributes, inputShape }), BATCH, rows);
    }
    const inputShape = enlarged(attributes.inputShape, CHANNELS, rows);
    const grouped = inGroups(operands, attributes, rows);
    const result = record('conv2dInputGradient', grouped.inputs, { ...grouped.attributes, inputShape });
    return unfoldRows(result, CHANNELS, rows);
  },
  conv2dKernelGradient: ({ operands, attributes, rows }) => {
    const kernelShape = enlarged(attributes.kernelShape, CHANNELS, rows);
    const grouped = inGroups(operands, attributes, rows);
    const result = record('conv2dKernelGradient', grouped.inputs, { ...grouped.attributes, kernelShape });
    return unfoldRows(result, CHANNELS, rows);
  },
};
