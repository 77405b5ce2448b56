// Holds values of a device against the float64 reference, and says which element is worst.
import type { DType, TypedArray } from '@tensorloom/tensor-core';

/** Both are NaN, or the same infinity, or near. float32 overflows where float64 does not. */
function differs(got: number, expected: number, allowed: number): boolean {
  if (Number.isNaN(expected) || Number.isNaN(got)) return Number.isNaN(expected) !== Number.isNaN(got);
  const single = Math.fround(expected);
  if (!Number.isFinite(single) || !Number.isFinite(got)) {
    const nearLimit = Math.abs(expected) > 3e38;
    return !(got === single || (nearLimit && Math.abs(got) > 3e38 && Math.sign(got) === Math.sign(expected)));
  }
  return !(Math.abs(got - expected) <= allowed * Math.max(1, Math.abs(expected)));
}

/** Nothing if all elements agree, else the worst one in words. */
export function firstDifference(
  got: TypedArray,
  expected: TypedArray,
  dtype: DType,
  tolerance: number,
): string | undefined {
  if (got.length !== expected.length) return `${got.length} values; expected ${expected.length}`;
  let largest = 0;
  for (const value of expected) if (Math.abs(value) < 1e20) largest = Math.max(largest, Math.abs(value));
  const allowed = dtype === 'float32' ? tolerance * Math.max(1, Math.min(largest, 1e4)) : 0;
  let [worst, error] = [-1, -1];
  for (let index = 0; index < got.length; index++) {
    const [value, truth] = [got[index] as number, expected[index] as number];
    if (!differs(value, truth, allowed)) continue;
    const size = Number.isFinite(value - truth) ? Math.abs(value - truth) : Infinity;
    if (size > error) [worst, error] = [index, size];
  }
  if (worst < 0) return undefined;
  return `element ${worst} is ${got[worst]}; expected ${expected[worst]} within ${allowed}`;
}
