// Holds what a device computed against the float64 reference, within what rounding can do to this very program.
import type { TypedArray } from '@tensorloom/tensor-core';
import type { Seen } from './run-program.js';

/** Results may differ by this many times what noise made of them. */
const SAFETY = 6;
/** Of the largest element, whatever noise says. */
const LEAST = 2e-6;

/** Largest change that noise made to a value, and the largest element that it has. */
function spread(
  truth: TypedArray,
  disturbed: readonly TypedArray[],
): { readonly change: number; readonly largest: number } {
  let [change, largest] = [0, 0];
  for (let index = 0; index < truth.length; index++) {
    const value = truth[index] as number;
    largest = Math.max(largest, Math.abs(value));
    for (const other of disturbed) change = Math.max(change, Math.abs((other[index] as number) - value));
  }
  if (Number.isNaN(change)) throw new Error('noise made another program, or values that are no numbers');
  return { change, largest };
}

function worst(got: TypedArray, truth: TypedArray, allowed: number): number {
  let [at, most] = [-1, allowed];
  for (let index = 0; index < truth.length; index++) {
    const error = Math.abs((got[index] as number) - (truth[index] as number));
    // NaN fails too.
    if (error <= most) continue;
    [at, most] = [index, Number.isNaN(error) ? Infinity : error];
  }
  return at;
}

/**
 * Nothing if all results agree with the reference, else the worst element of the first that does not, in words.
 *
 * @param disturbed results of the reference with noise in all that is rounded, of different seeds
 */
export function differenceFromReference(
  got: readonly Seen[],
  reference: readonly Seen[],
  disturbed: readonly (readonly Seen[])[],
): string | undefined {
  for (const [position, { name, dtype, shape, data: truth }] of reference.entries()) {
    const { data, ...own } = got[position] as Seen;
    if (own.dtype !== dtype || own.shape.join() !== shape.join() || data.length !== truth.length) {
      return `${name} is ${own.dtype} [${own.shape.join(', ')}] of ${data.length}; expected ${dtype} [${shape.join(', ')}]`;
    }
    const { change, largest } = spread(
      truth,
      disturbed.map((results) => (results[position] as Seen).data),
    );
    const allowed = dtype === 'float32' ? SAFETY * change + LEAST * Math.max(largest, 1e-3) : 0;
    const at = worst(data, truth, allowed);
    if (at >= 0) {
      return `${name}, ${dtype} [${shape.join(', ')}], element ${at} is ${data[at]}; expected ${truth[at]} within ${allowed}`;
    }
  }
  return undefined;
}

/**
 * Same bits, but for the sign of a zero: a recorded run may hold a loss that nobody read, so that it is another program with other
 * kernels, and WGSL (section 15.7.2, Differences from IEEE-754) lets a driver drop that sign in one and keep it in the other.
 */
const isSame = (a: number, b: number | undefined): boolean => Object.is(a, b) || (a === 0 && b === 0);

/** Nothing if both hold the same numbers, bit for bit, else the first element that differs, in words. */
export function differenceInBits(got: readonly Seen[], expected: readonly Seen[]): string | undefined {
  for (const [position, { name, data: wanted }] of expected.entries()) {
    const { data } = got[position] as Seen;
    const at = wanted.findIndex((value, index) => !isSame(value, data[index]));
    if (at >= 0 || data.length !== wanted.length) {
      return `${name}, element ${at} is ${data[at]} compiled; expected ${wanted[at]}, as recorded`;
    }
  }
  return undefined;
}
