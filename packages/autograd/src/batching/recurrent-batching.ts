// Batching rules of sequence ops: the rows are more rows of the batch, as long as all share the weights.
import {
  record,
  slice,
  stack,
  type PrimitiveAttributes,
  type RecurrentAttributes,
  type RecurrentOp,
  type Tensor,
} from '@tensorloom/tensor-core';
import type { BatchingRule, BatchingRules, Operand } from './batching-rule.js';
import { foldRows, spread, unfoldRows } from './operand.js';

/** Where an operand has its batch axis; `undefined` for weights, which have none. */
type BatchAxis = 0 | 1 | undefined;

function moreRows<Op extends RecurrentOp>(op: Op, axes: readonly BatchAxis[]): BatchingRule<Op> {
  const run = (operands: readonly Tensor[], attributes: RecurrentAttributes): Tensor =>
    record(op, operands, attributes as PrimitiveAttributes[Op]);
  const rule = ({
    operands,
    attributes,
    rows,
  }: {
    readonly operands: readonly Operand[];
    readonly attributes: RecurrentAttributes;
    readonly rows: number;
  }): Tensor => {
    if (operands.some(({ isMapped }, index) => isMapped && axes[index] === undefined)) {
      const each = Array.from({ length: rows }, (_, row) =>
        run(
          operands.map(({ tensor, isMapped }) => (isMapped ? slice(tensor, row) : tensor)),
          attributes,
        ),
      );
      return stack(each, 0);
    }
    const folded = operands.map((operand, index) => {
      const axis = axes[index];
      return axis === undefined ? operand.tensor : foldRows(spread(operand, rows), axis);
    });
    return unfoldRows(run(folded, attributes), 1, rows);
  };
  return rule as BatchingRule<Op>;
}

export const recurrentBatching: Pick<BatchingRules, RecurrentOp> = {
  lstmSequence: moreRows('lstmSequence', [1, undefined, 0, 0]),
  lstmSequenceGradient: moreRows('lstmSequenceGradient', [1, 1, undefined]),
  gruSequence: moreRows('gruSequence', [1, undefined, undefined, 0]),
  gruSequenceGradient: moreRows('gruSequenceGradient', [1, 1, undefined]),
};
