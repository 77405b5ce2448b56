// What a run of some tensors would compute, for tests that look at the graph instead of its values.
import { lower, type PrimitiveOp, type ProgramNode, type Tensor } from '@tensorloom/tensor-core';

/** The lowered nodes, inputs left out. */
export function recordedNodes(roots: readonly Tensor[]): readonly ProgramNode[] {
  return lower(roots, new Map()).program.values.filter((value): value is ProgramNode => value.op !== 'input');
}

/** Names of the lowered ops, in order. */
export function recordedOps(roots: readonly Tensor[]): readonly PrimitiveOp[] {
  return recordedNodes(roots).map(({ op }) => op);
}

/** How often each op stands in the lowered graph. */
export function countOps(roots: readonly Tensor[]): Partial<Record<PrimitiveOp, number>> {
  const counts: Partial<Record<PrimitiveOp, number>> = {};
  for (const op of recordedOps(roots)) counts[op] = (counts[op] ?? 0) + 1;
  return counts;
}
