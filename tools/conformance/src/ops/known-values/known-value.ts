// The form of a known value: an op whose result somebody worked out by hand, or another library's documentation prints.
import type { NestedNumbers, Tensor } from '@tensorloom/tensor-core';

/** A call and what it gives. */
export type KnownValue = readonly [what: string, run: () => Tensor | Promise<Tensor>, expected: NestedNumbers];
