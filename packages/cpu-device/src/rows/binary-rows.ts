// Row kernels of the ops of two operands: floats are computed in doubles and rounded when they are stored.
import type { BinaryOp } from '@tensorloom/tensor-core';
import { zipRow, type BinaryRow } from './row.js';

const add: BinaryRow = (a, i, di, b, j, dj, out, o, n) => {
  for (const end = o + n; o < end; o++, i += di, j += dj) out[o] = (a[i] as number) + (b[j] as number);
};
const sub: BinaryRow = (a, i, di, b, j, dj, out, o, n) => {
  for (const end = o + n; o < end; o++, i += di, j += dj) out[o] = (a[i] as number) - (b[j] as number);
};
const mul: BinaryRow = (a, i, di, b, j, dj, out, o, n) => {
  for (const end = o + n; o < end; o++, i += di, j += dj) out[o] = (a[i] as number) * (b[j] as number);
};
const div: BinaryRow = (a, i, di, b, j, dj, out, o, n) => {
  for (const end = o + n; o < end; o++, i += di, j += dj) out[o] = (a[i] as number) / (b[j] as number);
};
const maximum: BinaryRow = (a, i, di, b, j, dj, out, o, n) => {
  for (const end = o + n; o < end; o++, i += di, j += dj) out[o] = Math.max(a[i] as number, b[j] as number);
};
const minimum: BinaryRow = (a, i, di, b, j, dj, out, o, n) => {
  for (const end = o + n; o < end; o++, i += di, j += dj) out[o] = Math.min(a[i] as number, b[j] as number);
};
const less: BinaryRow = (a, i, di, b, j, dj, out, o, n) => {
  for (const end = o + n; o < end; o++, i += di, j += dj) out[o] = (a[i] as number) < (b[j] as number) ? 1 : 0;
};
const greater: BinaryRow = (a, i, di, b, j, dj, out, o, n) => {
  for (const end = o + n; o < end; o++, i += di, j += dj) out[o] = (a[i] as number) > (b[j] as number) ? 1 : 0;
};
const equal: BinaryRow = (a, i, di, b, j, dj, out, o, n) => {
  for (const end = o + n; o < end; o++, i += di, j += dj) out[o] = a[i] === b[j] ? 1 : 0;
};

/** IEEE's power: unlike JavaScript's, 1 to any power is 1, and -1 to an infinite one. */
function power(x: number, y: number): number {
  if (x === 1 || (x === -1 && Math.abs(y) === Infinity)) return 1;
  return x ** y;
}

/** x - y floor(x / y) without the rounding of the quotient; the sign of the divisor, as in Python. */
function remainder(x: number, y: number): number {
  const rest = x % y;
  return rest !== 0 && rest < 0 !== y < 0 ? rest + y : rest;
}

/** ⌊x / y⌋ of integers, 0 where y is 0. The quotient of two 32-bit integers in doubles never rounds up to a whole number. */
function floorDivide(x: number, y: number): number {
  return y === 0 ? 0 : Math.floor(x / y);
}

/** Bits moved up; a count that is not in 0 to 31 moves all of them out. */
function shiftLeft(x: number, count: number): number {
  return count >>> 0 < 32 ? x << count : 0;
}

/** Bits moved down, by a division that keeps the sign of int32 and knows none of uint32. A count not in 0 to 31 moves all out. */
function shiftRight(x: number, count: number): number {
  return Math.floor(x / 2 ** Math.min(count >>> 0, 32));
}

/** Rows of float operands, of comparisons of any dtype, of bits, and of bool. */
export const binaryRows: Readonly<Record<BinaryOp, BinaryRow>> = {
  add,
  sub,
  mul,
  div,
  pow: zipRow(power),
  maximum,
  minimum,
  remainder: zipRow(remainder),
  floorDivide: zipRow(floorDivide),
  atan2: zipRow(Math.atan2),
  equal,
  notEqual: zipRow((x, y) => (x !== y ? 1 : 0)),
  less,
  lessEqual: zipRow((x, y) => (x <= y ? 1 : 0)),
  greater,
  greaterEqual: zipRow((x, y) => (x >= y ? 1 : 0)),
  logicalAnd: zipRow((x, y) => (x !== 0 && y !== 0 ? 1 : 0)),
  logicalOr: zipRow((x, y) => (x !== 0 || y !== 0 ? 1 : 0)),
  bitwiseAnd: zipRow((x, y) => x & y),
  bitwiseOr: zipRow((x, y) => x | y),
  bitwiseXor: zipRow((x, y) => x ^ y),
  shiftLeft: zipRow(shiftLeft),
  shiftRight: zipRow(shiftRight),
};

/** Rows of int32 and uint32 operands; a typed array wraps what is stored at 32 bits. */
export const integerBinaryRows: Readonly<Partial<Record<BinaryOp, BinaryRow>>> = {
  add: zipRow((x, y) => x + y),
  sub: zipRow((x, y) => x - y),
  mul: zipRow(Math.imul),
  maximum: zipRow(Math.max),
  minimum: zipRow(Math.min),
  remainder: zipRow((x, y) => (y === 0 ? 0 : remainder(x, y))),
};
