// A tensor that holds what a variable or a host value holds now, whatever happens to it later.
import { Tensor } from '../tensor.js';

/** The tensor itself; for a version of a variable and for numbers of the host, a tensor of its own with that value. Gradients pass. */
export function snapshot(target: Tensor): Tensor {
  if (target.source.kind !== 'state' && target.source.kind !== 'host') return target;
  const { shape, dtype } = target;
  return new Tensor(shape, dtype, { kind: 'gradient', body: target, inputs: [target], gradient: (grad) => [grad] });
}
