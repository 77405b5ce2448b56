// Row kernels of cast, copy and where.
import { isFloat, type DType, type TypedArray } from '@tensorloom/tensor-core';
import type { Precision } from '../memory/arrays.js';
import { roundToHalf } from './round-to-half.js';
import { mapRow, type UnaryRow } from './row.js';

/** The same values; a typed array rounds floats and wraps integers at 32 bits when it stores them. */
export const copyRow: UnaryRow = (a, i, di, out, o, n) => {
  for (const end = o + n; o < end; o++, i += di) out[o] = a[i] as number;
};

const toBool = mapRow((x) => (x !== 0 ? 1 : 0));
const toHalf = mapRow(roundToHalf);
// NaN passes both bounds and is stored as 0.
const floatToInt32 = mapRow((x) => Math.min(Math.max(x, -(2 ** 31)), 2 ** 31 - 1));
const floatToUint32 = mapRow((x) => Math.min(Math.max(x, 0), 2 ** 32 - 1));

/** The row kernel that converts one dtype to another: floats to integers truncate and clamp, NaN gives 0; doubles stay doubles. */
export function castRow(from: DType, to: DType, precision: Precision): UnaryRow {
  if (to === 'bool') return toBool;
  if (to === 'float16' && from !== 'float16' && precision === 'float32') return toHalf;
  if (!isFloat(from) || isFloat(to)) return copyRow;
  return to === 'int32' ? floatToInt32 : floatToUint32;
}

/** out[o + k] = c[h + k * dh] ? a[i + k * di] : b[j + k * dj] for k in [0, n). */
export function whereRow(
  c: TypedArray,
  h: number,
  dh: number,
  a: TypedArray,
  i: number,
  di: number,
  b: TypedArray,
  j: number,
  dj: number,
  out: TypedArray,
  o: number,
  n: number,
): void {
  for (const end = o + n; o < end; o++, h += dh, i += di, j += dj) out[o] = (c[h] !== 0 ? a[i] : b[j]) as number;
}
