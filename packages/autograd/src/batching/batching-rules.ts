// How each primitive op is done for all rows of a mapped axis at once. Knows nothing of the walk that calls it.
import { record, type None, type Tensor } from '@tensorloom/tensor-core';
import type { BatchingRules, ElementByElement, MappedOp, Operand } from './batching-rule.js';
import { contractionBatching } from './contraction-batching.js';
import { creationBatching } from './creation-batching.js';
import { indexingBatching } from './indexing-batching.js';
import { movementBatching } from './movement-batching.js';
import { spread } from './operand.js';
import { recurrentBatching } from './recurrent-batching.js';
import { reductionBatching } from './reduction-batching.js';
import { sequenceBatching } from './sequence-batching.js';
import { windowBatching } from './window-batching.js';

/** One rule for each op, by family; ops that go element by element share `elementByElement`. */
export const batchingRules: BatchingRules = {
  ...creationBatching,
  ...reductionBatching,
  ...movementBatching,
  ...contractionBatching,
  ...windowBatching,
  ...indexingBatching,
  ...sequenceBatching,
  ...recurrentBatching,
};

/** The rule of all ops that go element by element. */
export function elementByElement(
  op: ElementByElement,
  { operands, attributes, rows }: MappedOp<readonly Operand[], None>,
): Tensor {
  return record(
    op,
    operands.map((operand) => spread(operand, rows)),
    attributes,
  );
}
