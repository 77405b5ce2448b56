// Tensors as the bytes of a safetensors file. Knows no file system and no model.
import { ConfigError, DTypeError, formatShape, ShapeError, sizeOf, type HostTensor } from '@tensorloom/tensor-core';
import { LENGTH_BYTES } from './header.js';
import { storedTypeNames, storedTypeOf, type StoredType } from './dtypes.js';

/** Tensors by name. */
export type NamedTensors = ReadonlyMap<string, HostTensor> | Readonly<Record<string, HostTensor>>;

/** The parts of a file, in order. */
export interface SafetensorsParts {
  /** Length and header, padded so that the data begins at a multiple of 8. */
  readonly header: Uint8Array;
  /** The bytes of the tensors. */
  readonly data: readonly Uint8Array[];
}

interface Stored {
  readonly name: string;
  readonly type: StoredType;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

function stored(name: string, tensor: HostTensor): Stored {
  const type = storedTypeOf(tensor);
  if (!type) {
    throw new DTypeError(
      `serializeSafetensors: '${name}' has a dtype that is not stored; expected one for ${storedTypeNames.join(', ')}, got ${tensor.dtype}; convert it first`,
    );
  }
  if (name === '__metadata__') {
    throw new ConfigError(
      "serializeSafetensors: a reserved name; expected any other, got '__metadata__'; rename the tensor",
    );
  }
  if (sizeOf(tensor.shape) !== tensor.data.length) {
    throw new ShapeError(
      `serializeSafetensors: '${name}' does not fill its shape; expected ${sizeOf(tensor.shape)} values for ${formatShape(tensor.shape)}, got ${tensor.data.length}; check it`,
    );
  }
  const data = tensor.data instanceof Float64Array ? Float32Array.from(tensor.data) : tensor.data;
  return { name, type, shape: tensor.shape, bytes: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
}

function headerBytes(entries: readonly Stored[], metadata: Readonly<Record<string, string>> | undefined): Uint8Array {
  let end = 0;
  const infos = entries.map(({ name, type, shape, bytes }) => {
    const begin = end;
    end += bytes.length;
    return [name, { dtype: type.name, shape, data_offsets: [begin, end] }] as const;
  });
  const head = metadata === undefined ? [] : [['__metadata__', metadata] as const];
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries<unknown>([...head, ...infos])));
  const length = Math.ceil(json.length / 8) * 8;
  const header = new Uint8Array(LENGTH_BYTES + length).fill(0x20);
  new DataView(header.buffer).setBigUint64(0, BigInt(length), true);
  header.set(json, LENGTH_BYTES);
  return header;
}

/** The parts of a file; the data are views of the tensors' own bytes, not copies. */
export function safetensorsParts(tensors: NamedTensors, metadata?: Readonly<Record<string, string>>): SafetensorsParts {
  const named = tensors instanceof Map ? [...(tensors as ReadonlyMap<string, HostTensor>)] : Object.entries(tensors);
  // Wide types first, so that every tensor begins at a multiple of its element's size.
  const entries = named.map(([name, tensor]) => stored(name, tensor)).sort((a, b) => b.type.bytes - a.type.bytes);
  return { header: headerBytes(entries, metadata), data: entries.map(({ bytes }) => bytes) };
}

/**
 * The bytes of a safetensors file.
 *
 * @param tensors float32, int32, uint32 or bool, by name; doubles are rounded to float32
 * @param metadata texts by name
 * @throws DTypeError, ShapeError or ConfigError for a tensor that cannot be stored
 */
export function serializeSafetensors(tensors: NamedTensors, metadata?: Readonly<Record<string, string>>): Uint8Array {
  const { header, data } = safetensorsParts(tensors, metadata);
  const file = new Uint8Array(data.reduce((size, bytes) => size + bytes.length, header.length));
  let offset = 0;
  for (const part of [header, ...data]) {
    file.set(part, offset);
    offset += part.length;
  }
  return file;
}
