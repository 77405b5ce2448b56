// One thing that a self-test computes, and the numbers that it is given. Knows no device.
import { tensor, type Tensor, type Variable } from '@tensorloom/tensor-core';

/** What a case records: values to look at by name, and new values of variables. */
export interface Recorded {
  readonly values: Readonly<Record<string, Tensor>>;
  readonly assignments?: readonly (readonly [Variable, Tensor])[];
}

/** Kernels of one class. */
export interface SelfTestCase {
  /** The class, as reports name it. */
  readonly name: string;
  readonly record: () => Recorded;
  /** Largest difference from the reference, for values of size 1; larger ones are allowed as many times as much (default 1e-5). */
  readonly tolerance?: number;
  /** Values that are known from elsewhere, by name, in place of the reference's. */
  readonly known?: Readonly<Record<string, readonly number[]>>;
}

/** Numbers in [-1, 1) that look like none in particular, the same everywhere. */
export function given(shape: readonly number[], seed = 1): Tensor {
  const size = shape.reduce((product, extent) => product * extent, 1);
  const data = Float32Array.from({ length: size }, (_, index) => {
    const mixed = Math.imul(Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(seed, 0x85ebca6b), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 15)) >>> 8) / 2 ** 23 - 1;
  });
  return tensor(data, { shape });
}
