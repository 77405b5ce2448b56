// Random orders, by sorting random bits.
import { record, resolve } from '../record.js';
import { checkShape, normalizeAxis } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { gather } from '../ops/indexing.js';
import { expectTensor } from '../ops/operands.js';
import { bits, type RandomOptions } from './bits.js';

export interface PermutationOptions extends RandomOptions {
  /** The axis along which slices change places (default 0). */
  readonly axis?: number;
}

/** 0 ... count - 1 in the order of random bits; of equal bits (one pair in 2^32) the smaller number comes first. */
function randomOrder(count: number, options: RandomOptions): Tensor {
  return record('argSort', [bits([count], options)], { descending: false });
}

/** The slices of a tensor along an axis in random order, the same on every device. Gradient: back to where each slice came from. */
export function shuffle(input: Tensor, { axis = 0, ...options }: PermutationOptions = {}): Tensor {
  const value = resolve('random.shuffle', expectTensor('random.shuffle', input));
  const at = normalizeAxis('random.shuffle', axis, value.rank);
  const extent = value.shape[at] as number;
  return extent === 0 ? value : gather(value, randomOrder(extent, options), at);
}

/** A random order of 0 ... count - 1, int32 [count], the same on every device; of a tensor, what `shuffle` gives. */
export function permutation(of: number | Tensor, options: PermutationOptions = {}): Tensor {
  if (typeof of !== 'number') return shuffle(of, options);
  checkShape('random.permutation', [of]);
  const { axis: _, ...own } = options;
  return randomOrder(of, own);
}
