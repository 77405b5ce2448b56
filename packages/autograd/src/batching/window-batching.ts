// Batching rules of poolings: the rows are more images of the batch.
import { record, type PrimitiveAttributes } from '@tensorloom/tensor-core';
import type { BatchingRule, BatchingRules, Operand } from './batching-rule.js';
import { foldRows, spread, unfoldRows } from './operand.js';

type Pooling = 'maxPool2d' | 'averagePool2d' | 'maxPool2dGradient';

/** Ops that treat each image on its own and whose attributes do not count them. */
function moreImages<Op extends Pooling>(op: Op): BatchingRule<Op> {
  const rule = ({
    operands,
    attributes,
    rows,
  }: {
    readonly operands: readonly Operand[];
    readonly attributes: PrimitiveAttributes[Op];
    readonly rows: number;
  }) => {
    const images = operands.map((operand) => foldRows(spread(operand, rows), 0));
    return unfoldRows(record(op, images, attributes), 0, rows);
  };
  return rule as BatchingRule<Op>;
}

export const windowBatching: Pick<BatchingRules, Pooling | 'averagePool2dGradient'> = {
  maxPool2d: moreImages('maxPool2d'),
  averagePool2d: moreImages('averagePool2d'),
  maxPool2dGradient: moreImages('maxPool2dGradient'),
  averagePool2dGradient: ({ operands: [gradOutput], attributes, rows }) => {
    const [batch, ...image] = attributes.inputShape as readonly [number, ...number[]];
    const enlarged = { ...attributes, inputShape: [batch * rows, ...image] };
    return unfoldRows(record('averagePool2dGradient', [foldRows(gradOutput.tensor, 0)], enlarged), 0, rows);
  },
};
