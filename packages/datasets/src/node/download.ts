// Fetches a published file into a folder: resumed where an earlier attempt broke off, checked, and under its name only when whole. Node only.
import { ChecksumError, TensorloomError } from '@tensorloom/tensor-core';
import { sha256 } from '../files/checksum.js';
import type { PublishedFile } from '../files/file-source.js';
import { fileSystem, paths } from './builtins.js';
import { fetchRest } from './fetch-rest.js';

/** How often and how patiently to try. */
export interface DownloadOptions {
  /** Told the bytes of this file that are here, whenever there are more. */
  readonly onBytes?: (received: number) => void;
  /** Attempts in all, going round the mirrors. Default 5. */
  readonly attempts?: number;
  /** Wait before the second attempt in milliseconds, doubled for each further one. Default 500. */
  readonly retryDelay?: number;
  /** An attempt is given up after so many milliseconds without a byte. Default 30,000. */
  readonly stallTimeout?: number;
}

/**
 * Fetches `file` from the first of `mirrors` that has it into `folder`.
 *
 * The bytes go to `NAME.part`, which a later call continues. Only when their SHA-256 is right is that file renamed.
 *
 * @param mirrors addresses of folders
 * @throws ChecksumError if the bytes are not the published ones, TensorloomError if no mirror gave them
 */
export async function download(
  file: PublishedFile,
  mirrors: readonly string[],
  folder: string,
  { onBytes = () => undefined, attempts = 5, retryDelay = 500, stallTimeout = 30_000 }: DownloadOptions = {},
): Promise<void> {
  const target = paths().join(folder, file.name);
  await makeFolder(folder);
  for (let attempt = 0; ; attempt++) {
    const address = `${mirrors[attempt % mirrors.length]}/${file.name}`;
    try {
      await fetchRest(address, `${target}.part`, file.bytes, onBytes, stallTimeout);
      await accept(file, target, address);
      return;
    } catch (error) {
      if (attempt + 1 >= attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, retryDelay * 2 ** attempt));
    }
  }
}

async function makeFolder(folder: string): Promise<void> {
  await fileSystem()
    .mkdir(folder, { recursive: true })
    .catch((cause: unknown) => {
      throw unwritable(folder, cause);
    });
}

/** Gives the part file its name if its bytes are right, else throws it away. */
async function accept(file: PublishedFile, target: string, address: string): Promise<void> {
  const { readFile, rename, rm, stat } = fileSystem();
  try {
    const sum = await sha256(await readFile(`${target}.part`));
    if (sum !== file.sha256) {
      await rm(`${target}.part`, { force: true });
      throw new ChecksumError(
        `download: ${address} has other bytes than published; expected SHA-256 ${file.sha256}, got ${sum}; try again later or from another place`,
      );
    }
    await rename(`${target}.part`, target);
  } catch (cause) {
    if (cause instanceof TensorloomError) throw cause;
    // Another process that fetched the same file may have been quicker and taken the part file away.
    const finished = await stat(target).catch(() => undefined);
    if (finished?.size !== file.bytes) throw unwritable(target, cause);
  }
}

function unwritable(path: string, cause: unknown): TensorloomError {
  return new TensorloomError(
    `download: ${path} cannot be written; expected a writable folder, got ${String(cause)}; choose another cache directory`,
    { cause },
  );
}
