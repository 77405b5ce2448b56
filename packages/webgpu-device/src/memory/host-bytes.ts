// Host values as the device stores them, and back: four bytes an element, bool as u32. Knows no GPU object.
import { sizeOf, type HostTensor, type TensorSpec, type TypedArray } from '@tensorloom/tensor-core';

function bytesOf(array: TypedArray): Uint8Array<ArrayBuffer> {
  return new Uint8Array(array.buffer as ArrayBuffer, array.byteOffset, array.byteLength);
}

/** A tensor's values as bytes; bytes are widened to int32. */
export function toDevice({ data, dtype }: HostTensor): Uint8Array<ArrayBuffer> {
  if (dtype === 'float32') return bytesOf(data instanceof Float32Array ? data : Float32Array.from(data));
  if (dtype === 'bool') return bytesOf(Uint32Array.from(data));
  if (dtype === 'uint32') return bytesOf(data instanceof Uint32Array ? data : Uint32Array.from(data));
  return bytesOf(data instanceof Int32Array ? data : Int32Array.from(data));
}

/** Bytes as they are, filled up to a multiple of four. */
export function packBytes({ data }: HostTensor): Uint8Array<ArrayBuffer> {
  const bytes = bytesOf(data);
  if (bytes.length % 4 === 0) return bytes;
  const padded = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
  padded.set(bytes);
  return padded;
}

/** The number that a half stands for. */
function halfValue(bits: number): number {
  const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Device bytes as a typed array of its own; halves as what they are equal to. `halves` says whether they are stored as such. */
export function fromDevice(bytes: Uint8Array, { shape, dtype }: TensorSpec, halves: boolean): TypedArray {
  const copy = bytes.slice().buffer;
  if (dtype === 'float16' && halves) return Float32Array.from(new Uint16Array(copy, 0, sizeOf(shape)), halfValue);
  if (dtype === 'float32' || dtype === 'float16') return new Float32Array(copy);
  if (dtype === 'int32') return new Int32Array(copy);
  return dtype === 'uint32' ? new Uint32Array(copy) : Uint8Array.from(new Uint32Array(copy));
}

/** Bytes that a tensor takes on the device: whole words; four bytes an element, or two for halves where they are stored as such. */
export function deviceBytes({ shape, dtype }: TensorSpec, halves: boolean): number {
  const bytes = dtype === 'float16' && halves ? 2 : 4;
  return Math.ceil((sizeOf(shape) * bytes) / 4) * 4;
}
