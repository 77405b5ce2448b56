// What a row kernel is: the innermost loop of an elementwise op, over strided operands. Knows no shapes.
// Cheap ops spell their loop out: V8 does not inline a function that is passed in, and a call costs five times an addition.
import type { TypedArray } from '@tensorloom/tensor-core';

/** out[o + k] = f(a[i + k * di]) for k in [0, n). */
export type UnaryRow = (a: TypedArray, i: number, di: number, out: TypedArray, o: number, n: number) => void;

/** out[o + k] = f(a[i + k * di], b[j + k * dj]) for k in [0, n). */
export type BinaryRow = (
  a: TypedArray,
  i: number,
  di: number,
  b: TypedArray,
  j: number,
  dj: number,
  out: TypedArray,
  o: number,
  n: number,
) => void;

/** The row kernel of a costly function, for which a call does not matter. */
export function mapRow(f: (x: number) => number): UnaryRow {
  return (a, i, di, out, o, n) => {
    for (const end = o + n; o < end; o++, i += di) out[o] = f(a[i] as number);
  };
}

/** The row kernel of a costly function of two numbers. */
export function zipRow(f: (x: number, y: number) => number): BinaryRow {
  return (a, i, di, b, j, dj, out, o, n) => {
    for (const end = o + n; o < end; o++, i += di, j += dj) out[o] = f(a[i] as number, b[j] as number);
  };
}
