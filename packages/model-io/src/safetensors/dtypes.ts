// Element types of safetensors files that have a dtype of ours. Knows no header.
import type { DType, HostTensor, TypedArray } from '@tensorloom/tensor-core';

/** How one dtype is stored. */
export interface StoredType {
  readonly name: string;
  readonly dtype: DType;
  readonly bytes: number;
  readonly make: (buffer: ArrayBuffer) => TypedArray;
}

const storedTypes: readonly StoredType[] = [
  { name: 'F32', dtype: 'float32', bytes: 4, make: (buffer) => new Float32Array(buffer) },
  { name: 'I32', dtype: 'int32', bytes: 4, make: (buffer) => new Int32Array(buffer) },
  { name: 'U32', dtype: 'uint32', bytes: 4, make: (buffer) => new Uint32Array(buffer) },
  { name: 'BOOL', dtype: 'bool', bytes: 1, make: (buffer) => new Uint8Array(buffer) },
];

/** Types that the format knows and we have no dtype for. */
export const foreignTypes: readonly string[] = [
  'F64',
  'F16',
  'BF16',
  'F8_E4M3',
  'F8_E5M2',
  'I64',
  'U64',
  'I16',
  'U16',
  'I8',
  'U8',
];

/** Names of the types that we read and write. */
export const storedTypeNames: readonly string[] = storedTypes.map(({ name }) => name);

/** The type of a name in a file, if we know it. */
export function storedTypeNamed(name: unknown): StoredType | undefined {
  return storedTypes.find((type) => type.name === name);
}

/** The type that stores a tensor, if there is one. */
export function storedTypeOf({ dtype }: HostTensor): StoredType | undefined {
  return storedTypes.find((type) => type.dtype === dtype);
}
