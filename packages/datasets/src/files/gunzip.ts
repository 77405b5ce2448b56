// Unpacks gzip through the platform's DecompressionStream, with errors that name the file. Same in Node and browsers.
import { ChecksumError, FileFormatError } from '@tensorloom/tensor-core';

/** True if `bytes` begin as a gzip file does. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Unpacks `bytes`.
 *
 * @param file name for messages
 * @param maxBytes the most that may come out: a file that unpacks to more is refused before memory is spent on it
 * @throws FileFormatError for data that is cut off, damaged, too long or followed by other bytes;
 *   ChecksumError if the length at the file's end is not that of the content
 */
export async function gunzip(file: string, bytes: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  const content = await unpack(file, bytes, maxBytes);
  // A stream may stop at the end of the content and ignore what follows: then the last four bytes are not its length.
  const tail = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4).getUint32(0, true);
  if (tail !== content.length) {
    throw new ChecksumError(
      `gunzip: ${file} does not end with the length of its content; expected ${content.length}, got ${tail}; fetch the file again`,
    );
  }
  return content;
}

async function unpack(file: string, bytes: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('gzip'));
  const reader = stream.getReader();
  const content = new Uint8Array(maxBytes);
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new FileFormatError(
        `gunzip: ${file} is cut off or damaged; expected a whole gzip file, got an error after ${length} bytes of content; fetch the file again`,
        { cause },
      );
    });
    if (done) return content.subarray(0, length);
    if (length + value.length > maxBytes) {
      void reader.cancel().catch(() => undefined);
      throw new FileFormatError(
        `gunzip: ${file} holds too much; expected at most ${maxBytes} bytes of content, got more; check that it is the right file`,
      );
    }
    content.set(value, length);
    length += value.length;
  }
}
