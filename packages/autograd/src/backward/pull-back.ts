// The walk backwards through the recorded graph: marks the nodes that lead to a target, then hands gradients down.
// Without recursion, because graphs are deep. Knows no rule.
import type { Tensor } from '@tensorloom/tensor-core';
import { leafIdentity } from './leaf-identity.js';
import { stepOf, type Step } from './step.js';
import { sumOfShares } from './sum-of-shares.js';

/** A tensor whose gradient is wanted. */
export interface Target {
  readonly tensor: Tensor;
  /** True for variables: what a variable was assigned from is not looked into. */
  readonly isLeaf: boolean;
}

/** Nodes on the way from the root to a target, each after all of its operands, with their steps. */
type Path = ReadonlyMap<Tensor, Step>;

/** A node is on the path if it is a target or one of its operands is on the path. */
function findPath(root: Tensor, targets: ReadonlyMap<Tensor, boolean>, identify: (tensor: Tensor) => Tensor): Path {
  const steps = new Map<Tensor, Step>();
  const path = new Map<Tensor, Step>();
  const stack = [root];
  while (stack.length > 0) {
    const tensor = stack[stack.length - 1] as Tensor;
    const step = steps.get(tensor) ?? (targets.get(tensor) ? { operands: [], pull: () => [] } : stepOf(tensor));
    if (!steps.has(tensor)) {
      steps.set(tensor, step);
      // From the last to the first, which comes to lie on top.
      for (let index = step.operands.length - 1; index >= 0; index--) {
        const operand = identify(step.operands[index] as Tensor);
        if (!steps.has(operand)) stack.push(operand);
      }
      continue;
    }
    stack.pop();
    if (targets.has(tensor) || step.operands.some((operand) => path.has(identify(operand)))) path.set(tensor, step);
  }
  return path;
}

/**
 * Gradients of `root` with respect to the targets, recorded as new nodes.
 *
 * @param gradOutput gradient of the root, in its shape
 * @returns for each target its gradient, or undefined if none reaches it
 */
export function pullBack(
  root: Tensor,
  gradOutput: Tensor,
  targets: readonly Target[],
): readonly (Tensor | undefined)[] {
  const identify = leafIdentity();
  const wanted = new Map(targets.map(({ tensor, isLeaf }) => [identify(tensor), isLeaf]));
  const path = findPath(identify(root), wanted, identify);
  const shares = new Map<Tensor, Tensor[]>();
  if (path.has(identify(root))) shares.set(identify(root), [gradOutput]);
  const gradients = new Map<Tensor, Tensor>();
  for (const [tensor, step] of [...path].reverse()) {
    const gradient = sumOfShares(shares.get(tensor) as Tensor[]);
    gradients.set(tensor, gradient);
    const given = step.pull(gradient, (operand) => path.has(identify(operand)));
    for (const [index, operand] of step.operands.entries()) {
      const node = identify(operand);
      const share = given[index];
      if (!share || !path.has(node)) continue;
      const known = shares.get(node);
      if (known) known.push(share);
      else shares.set(node, [share]);
    }
  }
  return targets.map(({ tensor }) => gradients.get(identify(tensor)));
}
