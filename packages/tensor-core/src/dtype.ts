// Element types, the typed arrays that carry them on the host, and how two of them promote.
import { DTypeError } from './errors.js';

/**
 * Element type of a tensor. float16 is a way to store: ops on it compute in float32 and round their result to the nearest half
 * (ties to even, infinite from 65520 on), so that it means the same on every device.
 */
export type DType = 'float32' | 'float16' | 'int32' | 'uint32' | 'bool';

/** Element type of data on the host: `uint8` travels as bytes and becomes int32 when the device reads it; halves are carried by floats. */
export type HostDType = DType | 'uint8';

/** Every typed array that carries host data; doubles stay doubles until a device realises them. */
export type TypedArray = Float32Array | Float64Array | Int32Array | Uint32Array | Uint8Array;

/** Data on the host with its shape. */
export interface HostTensor {
  readonly data: TypedArray;
  readonly shape: readonly number[];
  readonly dtype: HostDType;
}

/** All dtypes, from the narrowest to the widest. */
export const dtypes: readonly DType[] = ['bool', 'int32', 'uint32', 'float16', 'float32'];

/** The smallest value of each dtype: what a maximum of nothing is. */
export const lowest: Readonly<Record<DType, number>> = {
  float32: -Infinity,
  float16: -Infinity,
  int32: -(2 ** 31),
  uint32: 0,
  bool: 0,
};

/** The largest value of each dtype: what a minimum of nothing is. */
export const highest: Readonly<Record<DType, number>> = {
  float32: Infinity,
  float16: Infinity,
  int32: 2 ** 31 - 1,
  uint32: 2 ** 32 - 1,
  bool: 1,
};

/** True for dtypes that hold fractions. */
export function isFloat(dtype: DType): boolean {
  return dtype === 'float32' || dtype === 'float16';
}

/** True for int32 and uint32. */
export function isInteger(dtype: DType): boolean {
  return dtype === 'int32' || dtype === 'uint32';
}

/**
 * The dtype in which two tensors meet: bool < int32, uint32 < float16 < float32.
 *
 * @throws DTypeError for int32 with uint32, which have no common dtype
 */
export function promote(op: string, a: DType, b: DType): DType {
  if (a === b) return a;
  if (isInteger(a) && isInteger(b)) {
    throw new DTypeError(
      `${op}: int32 and uint32 do not mix; expected one dtype, got ${a} and ${b}; cast() one of them`,
    );
  }
  return dtypes.indexOf(a) > dtypes.indexOf(b) ? a : b;
}

/** The dtype that a number literal takes beside a tensor: its partner's, or float32 where it has a fraction. */
export function literalDType(value: number, partner: DType): DType {
  if (isFloat(partner)) return partner;
  if (!Number.isInteger(value)) return 'float32';
  return partner === 'bool' ? 'int32' : partner;
}

/** @throws DTypeError unless `dtype` is one of ours */
export function checkDType(op: string, dtype: string): asserts dtype is DType {
  if (!(dtypes as readonly string[]).includes(dtype)) {
    throw new DTypeError(
      `${op}: unknown dtype; expected one of ${dtypes.join(', ')}, got '${dtype}'; use one of those`,
    );
  }
}
