// Which ops compute with halves, and are recorded in float32 for it, and which hand them on as they are.
import type { DType } from './dtype.js';
import type { PrimitiveOp, TensorSpec } from './op-table.js';

const movesOnly: ReadonlySet<PrimitiveOp> = new Set<PrimitiveOp>([
  'cast',
  'where',
  'reshape',
  'transpose',
  'broadcast',
  'slice',
  'flip',
  'pad',
  'concat',
  'gather',
  'barrier',
]);

/** True if an op would make numbers from halves, or halves from nothing. */
export function computesHalves(op: PrimitiveOp, inputs: readonly TensorSpec[], attributes: object): boolean {
  if (op === 'constant' || op === 'iota') return (attributes as { readonly dtype: DType }).dtype === 'float16';
  return inputs.some(({ dtype }) => dtype === 'float16') && !movesOnly.has(op);
}
