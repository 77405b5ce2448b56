// Reads the IDX format of MNIST and its relatives: bytes in, a view with its shape out. Knows nothing of files on disk.
import { FileFormatError } from '@tensorloom/tensor-core';

/** Magic numbers: unsigned bytes (8) in one axis (labels) or in three (images). */
export const LABELS_MAGIC = 2049;
export const IMAGES_MAGIC = 2051;

/** Values of an IDX file. */
export interface IdxArray {
  /** A view of the file's bytes behind the header. */
  readonly data: Uint8Array;
  /** [count] or [count, rows, columns]. */
  readonly shape: readonly number[];
}

/**
 * Reads magic number and extents (big-endian, 32 bits each) and gives the bytes behind them; copies nothing.
 *
 * @param file name for messages
 * @param magic the magic number that the file must have; its lowest byte counts the axes
 * @throws FileFormatError for another magic number, an empty axis, missing or surplus bytes
 * Source: Y. LeCun, C. Cortes, C. J. C. Burges, "The MNIST database of handwritten digits", section "file formats".
 */
export function parseIdx(file: string, bytes: Uint8Array, magic: number): IdxArray {
  const rank = magic & 255;
  const headerBytes = 4 + 4 * rank;
  if (bytes.length < headerBytes) {
    throw broken(file, 'is cut off within its header', `at least ${headerBytes} bytes`, `${bytes.length}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== magic) {
    throw broken(file, 'has the wrong magic number', `${magic}`, `${view.getUint32(0)}`);
  }
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const shapeText = `[${shape.join(', ')}]`;
  if (shape.includes(0)) throw broken(file, 'is empty', 'positive extents', shapeText);
  const expected = headerBytes + shape.reduce((product, extent) => product * extent, 1);
  if (bytes.length !== expected) {
    const rule = bytes.length < expected ? 'is cut off' : 'has bytes behind its end';
    throw broken(file, rule, `${expected} bytes for ${shapeText}`, `${bytes.length}`);
  }
  return { data: bytes.subarray(headerBytes), shape };
}

function broken(file: string, rule: string, expected: string, got: string): FileFormatError {
  return new FileFormatError(`parseIdx: ${file} ${rule}; expected ${expected}, got ${got}; fetch the file again`);
}
