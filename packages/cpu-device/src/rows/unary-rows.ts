// Row kernels of the ops of one operand: floats are computed in doubles and rounded when they are stored.
import type { UnaryOp } from '@tensorloom/tensor-core';
import { erf, erfc, inverseErf } from '../special-functions/error-function.js';
import { digamma, logGamma, trigamma } from '../special-functions/gamma.js';
import { mapRow, type UnaryRow } from './row.js';

/** Nearest whole number, halves to the even one. */
function roundHalfToEven(x: number): number {
  const below = Math.floor(x);
  const rest = x - below;
  if (rest < 0.5 || (rest === 0.5 && below % 2 === 0)) return below;
  return rest > 0 ? below + 1 : x;
}

const neg: UnaryRow = (a, i, di, out, o, n) => {
  for (const end = o + n; o < end; o++, i += di) out[o] = -(a[i] as number);
};
const abs: UnaryRow = (a, i, di, out, o, n) => {
  for (const end = o + n; o < end; o++, i += di) out[o] = Math.abs(a[i] as number);
};
const sqrt: UnaryRow = (a, i, di, out, o, n) => {
  for (const end = o + n; o < end; o++, i += di) out[o] = Math.sqrt(a[i] as number);
};
const reciprocal: UnaryRow = (a, i, di, out, o, n) => {
  for (const end = o + n; o < end; o++, i += di) out[o] = 1 / (a[i] as number);
};
const relu: UnaryRow = (a, i, di, out, o, n) => {
  for (const end = o + n; o < end; o++, i += di) out[o] = (a[i] as number) <= 0 ? 0 : (a[i] as number);
};
const bitsToUniform: UnaryRow = (a, i, di, out, o, n) => {
  for (const end = o + n; o < end; o++, i += di) out[o] = ((a[i] as number) >>> 8) * 2 ** -24;
};
const logicalNot: UnaryRow = (a, i, di, out, o, n) => {
  for (const end = o + n; o < end; o++, i += di) out[o] = a[i] === 0 ? 1 : 0;
};

/** Rows of float operands (and of uint32 and bool, where an op takes nothing else). */
export const unaryRows: Readonly<Record<UnaryOp, UnaryRow>> = {
  neg,
  abs,
  sqrt,
  reciprocal,
  relu,
  bitsToUniform,
  logicalNot,
  sign: mapRow(Math.sign),
  floor: mapRow(Math.floor),
  ceil: mapRow(Math.ceil),
  round: mapRow(roundHalfToEven),
  trunc: mapRow(Math.trunc),
  exp: mapRow(Math.exp),
  expm1: mapRow(Math.expm1),
  log: mapRow(Math.log),
  log1p: mapRow(Math.log1p),
  log2: mapRow(Math.log2),
  rsqrt: mapRow((x) => 1 / Math.sqrt(x)),
  sin: mapRow(Math.sin),
  cos: mapRow(Math.cos),
  tan: mapRow(Math.tan),
  tanh: mapRow(Math.tanh),
  sigmoid: mapRow((x) => 1 / (1 + Math.exp(-x))),
  erf: mapRow(erf),
  erfc: mapRow(erfc),
  erfinv: mapRow(inverseErf),
  lgamma: mapRow(logGamma),
  digamma: mapRow(digamma),
  trigamma: mapRow(trigamma),
  isNaN: mapRow((x) => (x !== x ? 1 : 0)),
  isFinite: mapRow((x) => (x - x === 0 ? 1 : 0)),
};

/** Rows of int32 and uint32 operands; a typed array wraps what is stored at 32 bits. */
export const integerUnaryRows: Readonly<Partial<Record<UnaryOp, UnaryRow>>> = {
  neg: mapRow((x) => -x),
  abs: mapRow(Math.abs),
  sign: mapRow(Math.sign),
  relu: mapRow((x) => (x > 0 ? x : 0)),
};
