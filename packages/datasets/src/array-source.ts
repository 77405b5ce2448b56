// Turns what users have (typed arrays, nested numbers) into host tensors, and checks it. Knows nothing of rows.
import { DTypeError, ShapeError, type HostDType, type HostTensor, type TypedArray } from '@tensorloom/tensor-core';
import { flattenNumbers, type NestedNumbers } from './nested-numbers.js';

/** Data with its shape; the dtype follows from the array (bytes: uint8) unless it is given. */
export interface ShapedArray {
  readonly data: TypedArray;
  readonly shape: readonly number[];
  readonly dtype?: HostDType;
}

/** Anything that becomes one host tensor: data with a shape, a flat typed array, nested numbers or booleans. */
export type ArraySource = ShapedArray | TypedArray | NestedNumbers;

const carriers: Readonly<Record<HostDType, readonly string[]>> = {
  float32: ['Float32Array', 'Float64Array'],
  float16: ['Float32Array', 'Float64Array'],
  int32: ['Int32Array'],
  uint32: ['Uint32Array'],
  bool: ['Uint8Array'],
  uint8: ['Uint8Array'],
};

/**
 * The host tensor of `source`; typed arrays are taken over, not copied.
 *
 * @param path the way to it in the user's structure, for messages
 * @throws ShapeError for ragged or empty data or a shape that does not hold it, DTypeError for arrays of another kind
 */
export function hostTensorOf(op: string, path: string, source: ArraySource): HostTensor {
  const { data, shape, dtype } = shapedArrayOf(op, path, source);
  const kind = dtype ?? dtypeOf(data);
  if (kind === undefined || !(carriers[kind] ?? []).includes(data.constructor.name)) {
    throw new DTypeError(
      `${op}: '${path}' has an array of the wrong kind; expected ${expectedCarriers(dtype)}, got ${data.constructor.name}; convert it first`,
    );
  }
  const count = shape.reduce((product, extent) => product * extent, 1);
  if (shape.some((extent) => !Number.isSafeInteger(extent) || extent < 1) || shape.length === 0) {
    throw new ShapeError(
      `${op}: '${path}' is empty or has no rows; expected a shape [rows, ...] of positive integers, got [${shape.join(', ')}]; give at least one example`,
    );
  }
  if (count !== data.length) {
    throw new ShapeError(
      `${op}: the data of '${path}' does not fill its shape; expected ${count} values for [${shape.join(', ')}], got ${data.length}; correct the shape`,
    );
  }
  return { data, shape: [...shape], dtype: kind };
}

function shapedArrayOf(op: string, path: string, source: ArraySource): ShapedArray {
  if (ArrayBuffer.isView(source)) {
    const data = plainBytes(source as TypedArray);
    return { data, shape: [data.length] };
  }
  if (Array.isArray(source)) return flattenNumbers(op, path, source as NestedNumbers);
  const shaped = source as ShapedArray;
  return { ...shaped, data: plainBytes(shaped.data) };
}

/** Bytes of other classes (Node's Buffer, the clamped bytes of a canvas) as a Uint8Array on the same memory. */
function plainBytes(data: TypedArray | Uint8ClampedArray): TypedArray {
  const isOther = data instanceof Uint8Array || data instanceof Uint8ClampedArray;
  return isOther ? new Uint8Array(data.buffer, data.byteOffset, data.length) : data;
}

function dtypeOf(data: TypedArray): HostDType | undefined {
  const name = data.constructor.name;
  if (name === 'Uint8Array') return 'uint8';
  return (Object.keys(carriers) as HostDType[]).find((dtype) => (carriers[dtype] as readonly string[]).includes(name));
}

function expectedCarriers(dtype: HostDType | undefined): string {
  const names = dtype === undefined ? Object.values(carriers).flat() : (carriers[dtype] ?? []);
  if (names.length === 0) return `a dtype of ${Object.keys(carriers).join(', ')}`;
  return [...new Set(names)].join(' or ');
}
