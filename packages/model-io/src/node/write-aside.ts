// Writes a file so that its name never stands for half of it: aside first, then renamed. Node only.
import { fileSystem } from './builtins.js';

const LARGEST_WRITE = 2 ** 30;

async function writeAll(handle: import('node:fs/promises').FileHandle, bytes: Uint8Array): Promise<void> {
  for (let offset = 0; offset < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, offset, Math.min(bytes.length - offset, LARGEST_WRITE));
    offset += bytesWritten;
  }
}

/**
 * Writes a file of several parts. What stood under the name before stays whole until the new content is on the disk.
 *
 * @throws what the file system says; nothing is left behind then
 */
export async function writeAside(path: string, parts: readonly Uint8Array[]): Promise<void> {
  const { open, rename, rm } = fileSystem();
  const aside = `${path}.${process.pid}-${Math.random().toString(36).slice(2)}.part`;
  try {
    const handle = await open(aside, 'wx');
    try {
      for (const part of parts) await writeAll(handle, part);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}
