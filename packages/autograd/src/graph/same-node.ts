// The plainest way to build a node anew: the same op on what stands in the place of its operands.
import { Tensor } from '@tensorloom/tensor-core';
import type { Rewriting } from './rewriting.js';

/** The same node with replaced operands, which have the shapes of those that they replace. */
export function sameNode({ shape, dtype, source }: Tensor, rewriting: Rewriting): Tensor {
  const now = (tensor: Tensor): Tensor => rewriting.replaced(tensor) ?? tensor;
  if (source.kind === 'op') return new Tensor(shape, dtype, { ...source, inputs: source.inputs.map(now) });
  if (source.kind !== 'composite' && source.kind !== 'gradient') throw new Error(`${source.kind} has no operands`);
  const [inputs, body] = [source.inputs.map(now), now(source.body)];
  if (source.kind === 'composite') return new Tensor(shape, dtype, { ...source, inputs, body });
  const { gradient } = source;
  if (!gradient) return new Tensor(shape, dtype, { kind: 'gradient', inputs, body });
  // What a user's gradient remembers of its forward pass is replaced in what it gives, and nothing before the gradient it takes.
  const rewritten = (gradOutput: Tensor): readonly Tensor[] => {
    rewriting.set(gradOutput, undefined);
    const given = gradient(gradOutput);
    // What is no list of tensors is left to the check of gradients.
    return Array.isArray(given) ? given.map((each: Tensor) => (each instanceof Tensor ? now(each) : each)) : given;
  };
  return new Tensor(shape, dtype, { kind: 'gradient', inputs, body, gradient: rewritten });
}
