// checkpoint: a function whose intermediates are computed again on the way back instead of being kept.
import { barrier, customGradient, isFloat, watchKeys, zerosLike, type Tensor } from '@tensorloom/tensor-core';
import { pullBack } from './backward/pull-back.js';
import { expectTensor } from './check-operands.js';
import { independent } from './graph/independent.js';
import { operandsOf, Rewriting } from './graph/rewriting.js';
import { sameNode } from './graph/same-node.js';

/** What a function recorded from its arguments, and what it took from elsewhere. */
interface Region {
  /** Floats from elsewhere that gradients may flow to: weights, for instance. */
  readonly captured: readonly Tensor[];
}

/** Walks from the value down to the arguments and keys. */
function regionOf(value: Tensor, own: ReadonlySet<Tensor>): Region {
  const inside = new Map<Tensor, boolean>();
  const probe = new Rewriting(
    [...own].map((tensor) => [tensor, tensor] as const),
    (node) => node,
  );
  const captured = new Set<Tensor>();
  const stack = probe.replaced(value) ? [value] : [];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (inside.has(node)) continue;
    inside.set(node, true);
    if (own.has(node)) continue;
    for (const operand of operandsOf(node)) {
      if (probe.replaced(operand)) stack.push(operand);
      else if (isFloat(operand.dtype) && operandsOf(operand).length + Number(operand.source.kind !== 'op') > 0)
        captured.add(operand);
    }
  }
  return { captured: [...captured] };
}

/**
 * `fn` with the same value and the same gradients, for less memory and one forward pass more: its intermediates are not kept
 * for the backward pass, but computed again from its arguments when a gradient reaches it. `fn` is called once; random draws
 * are the same both times, and a variable that it assigns to is assigned once. Gradients flow to the arguments and to
 * everything that `fn` captures.
 *
 * @param fn records ops and returns one tensor
 * @throws ConfigError for arguments or results that are no tensors
 * @example
 * const block = checkpoint((x: Tensor) => x.matmul(w1).tanh().matmul(w2).tanh());
 * const [dw] = gradients(block(block(x)).sum(), [w1]);
 */
export function checkpoint<Inputs extends readonly Tensor[]>(
  fn: (...inputs: Inputs) => Tensor,
): (...inputs: Inputs) => Tensor {
  return (...given) => {
    const inputs = given.map((input, index) => expectTensor('checkpoint', `input ${index}`, input).resolve());
    const own = inputs.map(independent);
    const { result, keys } = watchKeys(() => fn(...(own as unknown as Inputs)));
    const value = expectTensor('checkpoint', 'result', result).resolve();
    const { captured } = regionOf(value, new Set([...own, ...keys]));
    const gradient = (gradOutput: Tensor): readonly Tensor[] => {
      const late = [
        ...own.map((tensor, index) => [tensor, inputs[index] as Tensor] as const),
        ...[...keys].map((key) => [key, key] as const),
      ];
      const again = late.map(([tensor, now]) => [tensor, barrier(now, gradOutput)] as const);
      const recomputed = new Rewriting(again, sameNode).replaced(value) ?? value;
      const targets = [...again.slice(0, own.length).map(([, tensor]) => tensor), ...captured];
      return pullBack(
        recomputed,
        gradOutput,
        targets.map((tensor) => ({ tensor, isLeaf: true })),
      ).map((share, index) => share ?? zerosLike(targets[index] as Tensor));
    };
    return customGradient((..._: Tensor[]) => ({ value, gradient }))(...inputs, ...captured);
  };
}
