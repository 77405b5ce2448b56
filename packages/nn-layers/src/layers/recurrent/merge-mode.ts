// How the outputs of two directions become one.
import { add, concat, constant, mul, type Tensor } from '@tensorloom/tensor-core';

/** Beside each other along the last axis, or element by element: sum, product, mean. */
export type MergeMode = 'concat' | 'sum' | 'mul' | 'ave';

/** Each of them. */
export const merges: Readonly<Record<MergeMode, (forward: Tensor, backward: Tensor) => Tensor>> = {
  concat: (forward, backward) => concat([forward, backward], -1),
  sum: add,
  mul,
  ave: (forward, backward) => mul(add(forward, backward), constant(0.5)),
};
