// A value that comes after another: what is recorded from it is computed anew and late.
import { none, record } from '../record.js';
import type { Tensor } from '../tensor.js';
import { expectTensor } from './operands.js';

/**
 * The same value in memory of its own, made once `earlier` has been computed. Equal ops on `value` and on the barrier are
 * not merged, so that the latter run again instead of keeping the results of the former; `checkpoint` is made of it.
 * Gradient: passes to `value`; `earlier` gets none.
 *
 * @param value any shape and dtype
 * @param earlier any tensor; its value does not matter
 * @returns `value`
 */
export function barrier(value: Tensor, earlier: Tensor): Tensor {
  return record('barrier', [expectTensor('barrier', value), expectTensor('barrier', earlier)], none);
}
