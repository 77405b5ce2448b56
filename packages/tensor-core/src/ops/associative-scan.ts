// Running results of any associative function, in as many rounds as the length has bits.
import { ConfigError, ShapeError } from '../errors.js';
import { resolve } from '../record.js';
import { formatShape, normalizeAxis, sameShape } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { concat, flip, reshape, stack } from './movement.js';
import { expectTensor } from './operands.js';
import { swapAxes } from './rearrange.js';
import { slice, type Range } from './slice.js';

/** Joins what earlier parts of a sequence come to with what later ones do: one tensor each, or a list. Must be associative. */
export type Combine = (earlier: readonly Tensor[], later: readonly Tensor[]) => readonly Tensor[];

export interface AssociativeScanOptions {
  /** Axis of the sequence (default 0). */
  readonly axis?: number;
  /** From the last element to the first (default false): `earlier` is then what comes later on the axis. */
  readonly reverse?: boolean;
}

function taken(tensors: readonly Tensor[], range: Range): Tensor[] {
  return tensors.map((tensor) => slice(tensor, range));
}

/** a0 b0 a1 b1 ...: `a` has as many elements as `b`, or one more. */
function interleaved(a: Tensor, b: Tensor): Tensor {
  const pairs = b.shape[0] as number;
  const joined = reshape(stack([slice(a, [0, pairs]), b], 1), [2 * pairs, ...a.shape.slice(1)]);
  return a.shape[0] === pairs ? joined : concat([joined, slice(a, [pairs, null])], 0);
}

/** Pairs are joined and scanned by half the length; what lies between follows from its neighbour (Blelloch, 1990). */
function scanned(combine: Combine, elements: readonly Tensor[]): readonly Tensor[] {
  const length = elements[0]?.shape[0] as number;
  if (length < 2) return elements;
  const last = length - (length % 2);
  const pairs = combine(taken(elements, [0, last, 2]), taken(elements, [1, last, 2]));
  const odd = scanned(combine, pairs);
  const first = taken(elements, [0, 1]);
  if (length === 2) return first.map((one, index) => concat([one, odd[index] as Tensor], 0));
  const between = combine(taken(odd, [0, Math.ceil(length / 2) - 1]), taken(elements, [2, null, 2]));
  return between.map((part, index) => interleaved(concat([first[index] as Tensor, part], 0), odd[index] as Tensor));
}

/**
 * y_i = x_0 ∘ x_1 ∘ ... ∘ x_i along an axis for an associative function ∘ of one or several tensors: linear recurrences,
 * running statistics, products of matrices. Takes 2 log₂ n rounds on the device, and O(n) calls of ∘ in all. Gradients
 * follow from those of ∘.
 *
 * @param combine ∘ on slices of the sequence: it must work on any number of elements along the axis at once
 * @param elements one tensor, or several with one extent along the axis
 * @returns the running results, one for each tensor given
 * @example
 * associativeScan(([a], [b]) => [a.mul(b)], [x]);                                  // running products
 * associativeScan(([a, b], [c, d]) => [a.mul(c), c.mul(b).add(d)], [decay, x]);    // y_i = decay_i y_(i-1) + x_i is the second one
 */
export function associativeScan(
  combine: Combine,
  elements: readonly Tensor[],
  { axis = 0, reverse = false }: AssociativeScanOptions = {},
): readonly Tensor[] {
  const op = 'associativeScan';
  if (elements.length === 0) {
    throw new ConfigError(`${op}: nothing to scan; expected at least one tensor, got none; pass [x]`);
  }
  const values = elements.map((element) => resolve(op, expectTensor(op, element)));
  const sequences = values.map((value) => {
    const at = normalizeAxis(op, axis, value.rank);
    const first = swapAxes(value, at, 0);
    return reverse ? flip(first, 0) : first;
  });
  const [length] = (sequences[0] as Tensor).shape;
  if (sequences.some(({ shape }) => shape[0] !== length)) {
    const got = values.map(({ shape }) => formatShape(shape)).join(', ');
    throw new ShapeError(`${op}: lengths differ; expected one extent along axis ${axis}, got ${got}; pad or cut them`);
  }
  const results = scanned(checked(combine), sequences);
  return results.map((result) => swapAxes(reverse ? flip(result, 0) : result, normalizeAxis(op, axis, result.rank), 0));
}

/** @throws ShapeError where the function gives something else than what it joins */
function checked(combine: Combine): Combine {
  return (earlier, later) => {
    const joined = combine(earlier, later);
    const fits =
      joined.length === later.length && joined.every((one, index) => sameShape(one.shape, later[index]?.shape ?? []));
    if (fits) return joined;
    const [expected, got] = [later, joined].map((list) => list.map(({ shape }) => formatShape(shape)).join(', '));
    throw new ShapeError(
      `associativeScan: combine changes shapes; expected ${expected}, got ${got}; give tensors like those it takes`,
    );
  };
}
