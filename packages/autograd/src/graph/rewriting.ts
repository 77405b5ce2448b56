// Rewrites a recorded graph: some tensors are replaced, and every node that depends on one is built anew.
// Without recursion, because graphs are deep. Knows no op.
import type { Tensor } from '@tensorloom/tensor-core';

/** Builds a node anew; `rewriting` knows what stands in the place of its operands. */
export type Rebuild = (node: Tensor, rewriting: Rewriting) => Tensor;

/** All tensors that a node was recorded from, its body among them. */
export function operandsOf({ source }: Tensor): readonly Tensor[] {
  if (source.kind === 'op') return source.inputs;
  return source.kind === 'composite' || source.kind === 'gradient' ? [source.body, ...source.inputs] : [];
}

export interface RewritingOptions {
  /** What a node is followed to (default: all that it was recorded from). */
  readonly operands?: (node: Tensor) => readonly Tensor[];
  /** Nodes that are built anew even if nothing changed below them. */
  readonly always?: (node: Tensor) => boolean;
}

/** One set of replacements with all that was built from them. */
export class Rewriting {
  private readonly known: Map<Tensor, Tensor | undefined>;

  /** @param replacements tensors with what stands in their place */
  constructor(
    replacements: Iterable<readonly [Tensor, Tensor]>,
    private readonly rebuild: Rebuild,
    private readonly options: RewritingOptions = {},
  ) {
    this.known = new Map(replacements);
  }

  /** Adds a replacement; undefined leaves the tensor as it is, and what it depends on is not looked at. */
  set(tensor: Tensor, replacement: Tensor | undefined): void {
    this.known.set(tensor, replacement);
  }

  /** What stands in the place of `root`; undefined if it depends on nothing that was replaced. */
  replaced(root: Tensor): Tensor | undefined {
    const stack = [root];
    while (stack.length > 0) {
      const tensor = stack[stack.length - 1] as Tensor;
      if (this.known.has(tensor)) {
        stack.pop();
        continue;
      }
      const operands = (this.options.operands ?? operandsOf)(tensor);
      const missing = operands.filter((operand) => !this.known.has(operand));
      if (missing.length > 0) {
        stack.push(...missing.reverse());
        continue;
      }
      const changed = operands.some((operand) => this.known.get(operand)) || this.options.always?.(tensor);
      this.known.set(tensor, changed ? this.rebuild(tensor, this) : undefined);
      stack.pop();
    }
    return this.known.get(root);
  }
}
