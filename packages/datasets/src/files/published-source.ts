// Published files straight from their mirrors, for places without a file system. Each is checked when it is read.
import { ChecksumError, TensorloomError } from '@tensorloom/tensor-core';
import { sha256 } from './checksum.js';
import type { DownloadProgress, FileSource, PublishedFile } from './file-source.js';
import { webSource } from './web-source.js';

/**
 * @param mirrors addresses of folders; the next one is asked where one does not answer or has other bytes
 * @throws ChecksumError, TensorloomError (in `read`) if no mirror has the published bytes
 */
export function publishedSource(
  files: readonly PublishedFile[],
  mirrors: readonly string[],
  onProgress: (progress: DownloadProgress) => void,
): FileSource {
  const totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let receivedBytes = 0;
  return {
    location: mirrors.join(' or '),
    has: (name) => Promise.resolve(files.some((file) => file.name === name)),
    async read(name) {
      const file = files.find((candidate) => candidate.name === name);
      let failure: unknown = new TensorloomError(
        `read: ${name} is not published; expected one of ${files.map((known) => known.name).join(', ')}, got another name; check it`,
      );
      for (const mirror of file === undefined ? [] : mirrors) {
        try {
          const bytes = await readChecked(mirror, file as PublishedFile);
          receivedBytes += bytes.length;
          onProgress({ file: name, receivedBytes, totalBytes });
          return bytes;
        } catch (error) {
          failure = error;
        }
      }
      throw failure;
    },
  };
}

async function readChecked(mirror: string, file: PublishedFile): Promise<Uint8Array> {
  const bytes = await webSource(mirror).read(file.name);
  const sum = await sha256(bytes);
  if (sum === file.sha256) return bytes;
  throw new ChecksumError(
    `read: ${mirror}/${file.name} has other bytes than published; expected SHA-256 ${file.sha256}, got ${sum}; try again later`,
  );
}
