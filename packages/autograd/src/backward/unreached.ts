// Says why no gradient reaches a variable: walks the graph once more, also along edges that no gradient takes.
import { ConfigError, isVariable, type Tensor } from '@tensorloom/tensor-core';
import { leafIdentity } from './leaf-identity.js';
import type { Target } from './pull-back.js';
import { stepOf } from './step.js';

/** A target that no gradient reached, as the user gave it. */
export interface Unreached extends Target {
  readonly variable: Tensor;
  /** For messages. */
  readonly name: string;
}

/** All tensors that a tensor was recorded from. */
function usedBy({ source }: Tensor): readonly Tensor[] {
  if (source.kind === 'op') return source.inputs;
  return source.kind === 'composite' || source.kind === 'gradient' ? [source.body, ...source.inputs] : [];
}

/** Tensors that can be reached from the root along edges, the root first. */
function reach(root: Tensor, edges: (tensor: Tensor) => readonly Tensor[]): ReadonlySet<Tensor> {
  const reached = new Set([root]);
  for (const tensor of reached) for (const next of edges(tensor)) reached.add(next);
  return reached;
}

function nameOf({ source }: Tensor): string {
  if (source.kind === 'op' || source.kind === 'composite') return source.op;
  return source.kind === 'gradient' && source.gradient ? 'customGradient' : 'stopGradient';
}

/** Names of the ops where the gradient's way to the target ends. */
function blockers(root: Tensor, target: Tensor, identify: (tensor: Tensor) => Tensor): readonly string[] {
  const flows = (tensor: Tensor): readonly Tensor[] => stepOf(tensor).operands.map(identify);
  const uses = (tensor: Tensor): readonly Tensor[] => usedBy(tensor).map(identify);
  const users = new Map<Tensor, Tensor[]>();
  for (const tensor of reach(root, uses)) {
    for (const operand of uses(tensor)) users.set(operand, [...(users.get(operand) ?? []), tensor]);
  }
  const leadsToTarget = reach(target, (tensor) => users.get(tensor) ?? []);
  const ends = [...reach(root, flows)].filter((tensor) => {
    const open = new Set(flows(tensor));
    return uses(tensor).some((operand) => !open.has(operand) && leadsToTarget.has(operand));
  });
  return [...new Set(ends.map(nameOf))];
}

function explain(root: Tensor, { tensor, variable }: Unreached): readonly [got: string, remedy: string] {
  const identify = leafIdentity();
  const target = identify(tensor);
  const used = reach(identify(root), (node) => usedBy(node).map(identify));
  if (used.has(target)) {
    const names = blockers(identify(root), target, identify).join(', ');
    return [
      `a loss that uses it through ${names} alone, where no gradient flows`,
      "change the loss, or pass { unused: 'zeros' }",
    ];
  }
  const sources = [...used].map(({ source }) => source);
  if (isVariable(variable) && sources.some((source) => source.kind === 'state' && source.cell === variable.cell)) {
    return ['a loss recorded before its last assignment', 'take gradients first, then assign'];
  }
  if (sources.some((source) => source.kind === 'stored' && source.hadHistory)) {
    return [
      'a loss that does not lead to it: a value on the way was read before, and its history was dropped',
      'take gradients first, then read',
    ];
  }
  return ['a loss that does not use it', "pass only variables that the loss uses, or { unused: 'zeros' }"];
}

/** The error for a variable that no gradient reaches. */
export function unreachedError(op: string, root: Tensor, target: Unreached): ConfigError {
  const [got, remedy] = explain(root, target);
  return new ConfigError(
    `${op}: no gradient reaches ${target.name}; expected a loss that depends on it, got ${got}; ${remedy}`,
  );
}
