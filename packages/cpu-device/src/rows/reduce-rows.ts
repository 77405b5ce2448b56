// Row kernels of reductions: along a row into one number, or row by row into columns. Floats add up in doubles.
import type { ReduceOp, TypedArray } from '@tensorloom/tensor-core';

/** The loops of one reduction. */
export interface Reducer {
  /** The value of nothing. */
  readonly start: number;
  /** Takes x[i + k * di] for k in [0, n) into `total`. */
  readonly along: (total: number, x: TypedArray, i: number, di: number, n: number) => number;
  /** Takes x[i + k * di] into totals[k] for k in [0, n). */
  readonly across: (totals: Float64Array, x: TypedArray, i: number, di: number, n: number) => void;
}

const sum: Reducer = {
  start: 0,
  along(total, x, i, di, n) {
    for (let k = 0; k < n; k++, i += di) total += x[i] as number;
    return total;
  },
  across(totals, x, i, di, n) {
    for (let k = 0; k < n; k++, i += di) totals[k] = (totals[k] as number) + (x[i] as number);
  },
};

/** Sums of int32 and uint32 wrap at 32 bits. */
const integerSum: Reducer = {
  start: 0,
  along(total, x, i, di, n) {
    for (let k = 0; k < n; k++, i += di) total = (total + (x[i] as number)) | 0;
    return total;
  },
  across(totals, x, i, di, n) {
    for (let k = 0; k < n; k++, i += di) totals[k] = ((totals[k] as number) + (x[i] as number)) | 0;
  },
};

const prod: Reducer = {
  start: 1,
  along(total, x, i, di, n) {
    for (let k = 0; k < n; k++, i += di) total *= x[i] as number;
    return total;
  },
  across(totals, x, i, di, n) {
    for (let k = 0; k < n; k++, i += di) totals[k] = (totals[k] as number) * (x[i] as number);
  },
};

/** Products of int32 and uint32 wrap at 32 bits. */
const integerProd: Reducer = {
  start: 1,
  along(total, x, i, di, n) {
    for (let k = 0; k < n; k++, i += di) total = Math.imul(total, x[i] as number);
    return total;
  },
  across(totals, x, i, di, n) {
    for (let k = 0; k < n; k++, i += di) totals[k] = Math.imul(totals[k] as number, x[i] as number);
  },
};

// Math.max and Math.min give NaN beside NaN.
const max: Reducer = {
  start: -Infinity,
  along(total, x, i, di, n) {
    for (let k = 0; k < n; k++, i += di) total = Math.max(total, x[i] as number);
    return total;
  },
  across(totals, x, i, di, n) {
    for (let k = 0; k < n; k++, i += di) totals[k] = Math.max(totals[k] as number, x[i] as number);
  },
};

const min: Reducer = {
  start: Infinity,
  along(total, x, i, di, n) {
    for (let k = 0; k < n; k++, i += di) total = Math.min(total, x[i] as number);
    return total;
  },
  across(totals, x, i, di, n) {
    for (let k = 0; k < n; k++, i += di) totals[k] = Math.min(totals[k] as number, x[i] as number);
  },
};

/** Reducers of floats. */
export const reducers: Readonly<Record<ReduceOp, Reducer>> = { sum, prod, max, min };

/** Reducers of int32 and uint32. */
export const integerReducers: Readonly<Record<ReduceOp, Reducer>> = {
  sum: integerSum,
  prod: integerProd,
  max,
  min,
};
