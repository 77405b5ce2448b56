// Numbers that change from run to run without a new plan.
import type { DType } from '../dtype.js';
import { activeTrace } from '../trace.js';
import { Tensor } from '../tensor.js';
import { literal } from './operands.js';

/**
 * A scalar that the host gives anew for every run: a learning rate, an iteration count. Under `compile`, `read` is called
 * before each run; in uncompiled code it is called once, now.
 *
 * @param read gives the number; called in double precision, rounded to `dtype` by the device
 */
export function hostValue(read: () => number, dtype: DType = 'float32'): Tensor {
  if (!activeTrace()) return literal(read(), dtype);
  return new Tensor([], dtype, { kind: 'host', read: () => [read()] });
}
