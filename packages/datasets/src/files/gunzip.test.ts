import { ChecksumError, FileFormatError } from '@tensorloom/tensor-core';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { gunzip, isGzip } from './gunzip.js';

const content = Uint8Array.from({ length: 200_000 }, (_, i) => (i * i) >> 5);
const packed = new Uint8Array(gzipSync(content));

function damaged(change: (bytes: Uint8Array) => void): Uint8Array {
  const bytes = packed.slice();
  change(bytes);
  return bytes;
}

describe('gunzip', () => {
  it('unpacks a file, and one of no content', async () => {
    expect(isGzip(packed)).toBe(true);
    expect(isGzip(content)).toBe(false);
    expect(Buffer.compare(await gunzip('f.gz', packed, content.length), content)).toBe(0);
    expect(await gunzip('f.gz', new Uint8Array(gzipSync('')), 10)).toHaveLength(0);
  });

  it.each<[string, Uint8Array]>([
    ['cut off in the middle', packed.subarray(0, packed.length >> 1)],
    ['cut off within its trailer', packed.subarray(0, packed.length - 3)],
    ['cut off after its header', packed.subarray(0, 10)],
    ['of two bytes', packed.subarray(0, 2)],
    ['damaged in the middle', damaged((bytes) => bytes.fill(0xaa, 5000, 5100))],
    ['with a wrong checksum of its content', damaged((bytes) => (bytes[bytes.length - 6]! ^= 1))],
    ['with a wrong length at its end', damaged((bytes) => (bytes[bytes.length - 1]! ^= 1))],
  ])('refuses a file %s', async (_, bytes) => {
    await expect(gunzip('a/f.gz', bytes, content.length)).rejects.toThrow(FileFormatError);
    await expect(gunzip('a/f.gz', bytes, content.length)).rejects.toThrow('gunzip: a/f.gz');
  });

  // Node takes zeros behind the end for padding and anything else for a further file.
  it.each([0, 65])('refuses bytes of %i behind the end', async (filler) => {
    const longer = new Uint8Array(packed.length + 7).fill(filler);
    longer.set(packed);
    const refusal = await gunzip('f.gz', longer, content.length).catch((error: unknown) => error);
    expect(refusal instanceof FileFormatError || refusal instanceof ChecksumError).toBe(true);
  });

  it('refuses more content than expected before it is all unpacked', async () => {
    await expect(gunzip('f.gz', packed, content.length - 1)).rejects.toThrow(
      'f.gz holds too much; expected at most 199999',
    );
    const bomb = new Uint8Array(gzipSync(new Uint8Array(20_000_000)));
    await expect(gunzip('f.gz', bomb, 1000)).rejects.toThrow(FileFormatError);
  });
});
