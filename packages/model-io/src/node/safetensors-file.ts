// Safetensors files on the disk: the header is checked against the file's size before any tensor is read. Node only.
import { FileFormatError, type HostTensor } from '@tensorloom/tensor-core';
import type { WeightSpec } from '../models/weights.js';
import { headerLength, LENGTH_BYTES, parseHeader } from '../safetensors/header.js';
import { tensorOf, type SafetensorsContent } from '../safetensors/parse.js';
import { safetensorsParts, type NamedTensors } from '../safetensors/serialize.js';
import { fileSystem } from './builtins.js';
import { writeAside } from './write-aside.js';

type FileHandle = import('node:fs/promises').FileHandle;

const LARGEST_READ = 2 ** 30;

async function readAt(handle: FileHandle, position: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  for (let offset = 0; offset < length;) {
    const { bytesRead } = await handle.read(bytes, offset, Math.min(length - offset, LARGEST_READ), position + offset);
    if (bytesRead === 0) {
      throw new FileFormatError(
        `safetensors: the file ends early; expected ${length} bytes from byte ${position}, got ${offset}; read it again, or save it anew`,
      );
    }
    offset += bytesRead;
  }
  return bytes;
}

/**
 * Reads a file, each tensor straight into its own array.
 *
 * @param accept looks at the header before any tensor is read, and throws if the tensors are not the ones it wants
 * @throws FileFormatError as `parseSafetensors` does
 */
export async function readSafetensorsFile(
  path: string,
  accept?: (specs: ReadonlyMap<string, WeightSpec>) => void,
): Promise<SafetensorsContent> {
  const handle = await fileSystem().open(path, 'r');
  try {
    const { size } = await handle.stat();
    const length = headerLength(await readAt(handle, 0, Math.min(size, LENGTH_BYTES)), size);
    const start = LENGTH_BYTES + length;
    const { entries, metadata } = parseHeader(await readAt(handle, LENGTH_BYTES, length), size - start);
    accept?.(new Map(entries.map(({ name, type, shape }) => [name, { shape, dtype: type.dtype }])));
    const tensors = new Map<string, HostTensor>();
    for (const entry of entries) {
      const bytes = await readAt(handle, start + entry.begin, entry.end - entry.begin);
      tensors.set(entry.name, tensorOf(entry, bytes.buffer));
    }
    return { tensors, metadata };
  } finally {
    await handle.close();
  }
}

/** Writes a file, whole or not at all. */
export async function writeSafetensorsFile(
  path: string,
  tensors: NamedTensors,
  metadata?: Readonly<Record<string, string>>,
): Promise<void> {
  const { header, data } = safetensorsParts(tensors, metadata);
  await writeAside(path, [header, ...data]);
}
