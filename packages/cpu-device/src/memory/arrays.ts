// Which typed array carries which dtype. Knows nothing of programs or views.
import { OutOfMemoryError, type DType, type HostTensor, type TypedArray } from '@tensorloom/tensor-core';

/** How the device stores and rounds dtype float32: as such, or in doubles for truth in tests. */
export type Precision = 'float32' | 'float64';

/** Element type of a buffer. */
export type ArrayKind = Precision | 'int32' | 'uint32' | 'uint8';

const constructors = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  uint32: Uint32Array,
  uint8: Uint8Array,
} as const;

/** The kind of array that holds a dtype. */
export function kindOf(dtype: DType, precision: Precision): ArrayKind {
  if (dtype === 'float32' || dtype === 'float16') return precision;
  return dtype === 'bool' ? 'uint8' : dtype;
}

/** Bytes of one element. */
export function bytesOf(kind: ArrayKind): number {
  return constructors[kind].BYTES_PER_ELEMENT;
}

/** A new array of zeros. @throws OutOfMemoryError if the machine has no room for it */
export function makeArray(kind: ArrayKind, length: number): TypedArray {
  try {
    return new constructors[kind](length);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new OutOfMemoryError(
      `allocate: no room for a buffer; expected ${length * bytesOf(kind)} free bytes for ${length} ${kind} elements, ` +
        `got '${error.message}'; use smaller batches or give Node more memory`,
    );
  }
}

/**
 * Host data as a device holds them: bytes widened to int32, doubles rounded in float32 mode, bool as 0 and 1.
 *
 * @returns the caller's own array where nothing has to change; it must not be written to
 */
export function realise({ data, dtype }: HostTensor, precision: Precision): TypedArray {
  if (dtype === 'bool') return Uint8Array.from(data, (value) => (value ? 1 : 0));
  const wanted = constructors[dtype === 'uint8' ? 'int32' : kindOf(dtype, precision)];
  return data instanceof wanted ? data : new wanted(data);
}
