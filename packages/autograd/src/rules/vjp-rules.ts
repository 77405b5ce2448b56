// The gradients of all primitive ops, as algebra on tensors, so that gradients of gradients follow by themselves.
// g is the gradient of the output; a rule gives the gradient of one operand. Knows nothing of the walk that calls it.
import { binaryRules } from './binary-rules.js';
import { contractionRules } from './contraction-rules.js';
import { creationRules } from './creation-rules.js';
import { indexingRules } from './indexing-rules.js';
import { movementRules } from './movement-rules.js';
import { recurrentRules } from './recurrent-rules.js';
import { reductionRules } from './reduction-rules.js';
import { sequenceRules } from './sequence-rules.js';
import { unaryRules } from './unary-rules.js';
import { windowRules } from './window-rules.js';
import type { VjpRules } from './vjp-rule.js';

/** One entry for each operand of each op, by family. */
export const vjpRules: VjpRules = {
  ...creationRules,
  ...unaryRules,
  ...binaryRules,
  ...reductionRules,
  ...movementRules,
  ...contractionRules,
  ...windowRules,
  ...indexingRules,
  ...sequenceRules,
  ...recurrentRules,
};
