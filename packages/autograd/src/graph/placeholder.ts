// A tensor without a value, of which a function is recorded before the graph is rewritten.
import { Tensor, type TensorSpec } from '@tensorloom/tensor-core';

/** A leaf that no run can compute: it must have been replaced by then. */
export function placeholder({ shape, dtype }: TensorSpec): Tensor {
  return new Tensor(shape, dtype, { kind: 'argument', ordinal: 0, trace: {} });
}
