// SHA-256 of bytes through the platform's Web Crypto. Knows nothing of files.
import { ConfigError } from '@tensorloom/tensor-core';

/**
 * @returns 64 hexadecimal digits
 * @throws ConfigError on a page without a secure context, where browsers have no Web Crypto
 */
export async function sha256(bytes: Uint8Array): Promise<string> {
  const subtle = (globalThis.crypto as Crypto | undefined)?.subtle;
  if (subtle === undefined) {
    throw new ConfigError(
      'sha256: Web Crypto is missing; expected a secure context, got an insecure page; serve it from https or localhost',
    );
  }
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
