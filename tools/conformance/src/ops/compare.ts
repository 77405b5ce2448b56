// Holds values of a device against the float64 reference, and says which element is worst.
import { isFloat, type DType, type TypedArray } from '@tensorloom/tensor-core';

/** What a comparison found. */
export interface Comparison {
  /** Largest error relative to its scale; 0 where nothing is rounded, Infinity where a NaN or an infinity is missing. */
  readonly relativeError: number;
  /** The worst element in words, if it is further away than the tolerance. */
  readonly failure: string | undefined;
}

/** Magnitudes beyond this say nothing of what other elements may lose. */
const LARGEST_SCALE = 1e4;

/** How far a value is from the truth, relative to `scale` or to itself. float32 overflows where float64 does not. */
function errorOf(got: number, expected: number, scale: number): number {
  if (Number.isNaN(expected) || Number.isNaN(got)) return Number.isNaN(expected) === Number.isNaN(got) ? 0 : Infinity;
  const single = Math.fround(expected);
  if (!Number.isFinite(single) || !Number.isFinite(got)) {
    const nearLimit = Math.abs(expected) > 3e38 && Math.abs(got) > 3e38 && Math.sign(got) === Math.sign(expected);
    return got === single || nearLimit ? 0 : Infinity;
  }
  return Math.abs(got - expected) / Math.max(scale, Math.abs(expected));
}

/** The magnitude that errors of small elements are held against: of the largest element, between `least` and 1e4. */
function scaleOf(expected: TypedArray, least: number): number {
  let scale = least;
  for (const value of expected) {
    if (Math.abs(value) < 1e20) scale = Math.max(scale, Math.min(Math.abs(value), LARGEST_SCALE));
  }
  return scale;
}

/**
 * Compares all elements; integers and bool are exact.
 *
 * @param leastScale errors are held against the largest magnitude, and against this where all are smaller
 */
export function compareValues(
  got: TypedArray,
  expected: TypedArray,
  dtype: DType,
  tolerance: number,
  leastScale = 1,
): Comparison {
  if (got.length !== expected.length) {
    return { relativeError: Infinity, failure: `${got.length} values; expected ${expected.length}` };
  }
  const scale = scaleOf(expected, leastScale);
  let [worst, relativeError] = [-1, 0];
  for (let index = 0; index < got.length; index++) {
    const error = errorOf(got[index] as number, expected[index] as number, scale);
    if (error > relativeError) [worst, relativeError] = [index, error];
  }
  const allowed = isFloat(dtype) ? tolerance : 0;
  if (relativeError <= allowed) return { relativeError, failure: undefined };
  const most = allowed * Math.max(scale, Math.abs(expected[worst] as number) || 0);
  const failure = `element ${worst} is ${got[worst]}; expected ${expected[worst]} within ${most.toPrecision(3)} (tolerance ${allowed})`;
  return { relativeError, failure };
}
