// A safetensors file in memory, read. Knows no file system and no model.
import { FileFormatError, type HostTensor } from '@tensorloom/tensor-core';
import { headerLength, LENGTH_BYTES, parseHeader, type HeaderEntry } from './header.js';

/** What a safetensors file holds. */
export interface SafetensorsContent {
  /** By name, in the order of the file. */
  readonly tensors: ReadonlyMap<string, HostTensor>;
  /** Texts by name. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** The tensor of an entry. @param buffer its bytes, taken over */
export function tensorOf({ name, type, shape }: HeaderEntry, buffer: ArrayBuffer): HostTensor {
  const data = type.make(buffer);
  if (type.dtype === 'bool') {
    const odd = data.find((value) => value > 1);
    if (odd !== undefined) {
      throw new FileFormatError(
        `safetensors: tensor '${name}' is no truth table; expected bytes 0 and 1 for BOOL, got ${odd}; the file is damaged`,
      );
    }
  }
  return { data, shape, dtype: type.dtype };
}

/**
 * Reads the bytes of a safetensors file. The tensors are copies: the bytes may be changed or dropped afterwards.
 *
 * @returns tensors of dtype F32, I32, U32 or BOOL, bit for bit as they stand in the file
 * @throws FileFormatError that says which rule the file breaks; nothing is allocated for tensors before the header is checked
 */
export function parseSafetensors(bytes: Uint8Array): SafetensorsContent {
  const length = headerLength(bytes.subarray(0, LENGTH_BYTES), bytes.length);
  const start = LENGTH_BYTES + length;
  const { entries, metadata } = parseHeader(bytes.subarray(LENGTH_BYTES, start), bytes.length - start);
  const tensors = new Map<string, HostTensor>();
  for (const entry of entries) {
    const copy = new Uint8Array(entry.end - entry.begin);
    copy.set(bytes.subarray(start + entry.begin, start + entry.end));
    tensors.set(entry.name, tensorOf(entry, copy.buffer));
  }
  return { tensors, metadata };
}
