// Files in a folder of the machine. Node only.
import { FileFormatError } from '@tensorloom/tensor-core';
import type { FileSource } from '../files/file-source.js';
import { fileSystem, paths } from './builtins.js';

/** The files in `folder`, which need not exist. */
export function folderSource(folder: string): FileSource {
  const location = paths().resolve(folder);
  return {
    location,
    async has(name) {
      const stats = await fileSystem()
        .stat(paths().join(location, name))
        .catch(() => undefined);
      return stats?.isFile() ?? false;
    },
    async read(name) {
      const path = paths().join(location, name);
      const { buffer, byteOffset, length } = await fileSystem()
        .readFile(path)
        .catch((cause: unknown) => {
          throw new FileFormatError(
            `read: ${path} cannot be read; expected a file, got ${String(cause)}; check that it is there and readable`,
            { cause },
          );
        });
      return new Uint8Array(buffer, byteOffset, length);
    },
  };
}
