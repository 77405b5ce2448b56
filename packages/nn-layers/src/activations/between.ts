// A limit whose gradient at the edges is that outside of them.
import { constant, greaterEqual, lessEqual, where, type Tensor } from '@tensorloom/tensor-core';

/** x, kept within [low, high]. Gradient: 1 inside, 0 at the edges and outside. NaN stays. */
export function between(x: Tensor, low: number, high: number): Tensor {
  const [least, most] = [constant(low), constant(high)];
  return where(lessEqual(x, least), least, where(greaterEqual(x, most), most, x));
}
