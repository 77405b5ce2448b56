// Files below a web address, read with fetch. Same in Node and browsers.
import { FileFormatError, TensorloomError } from '@tensorloom/tensor-core';
import type { FileSource } from './file-source.js';

/** True for an address that fetch takes as it stands. */
export function isWebAddress(location: string): boolean {
  return /^https?:\/\//i.test(location);
}

/** The files below `location`, an address, or a path relative to the page. */
export function webSource(location: string): FileSource {
  const addressOf = (name: string): string => `${location.replace(/\/+$/, '')}/${name}`;
  return {
    location,
    async has(name) {
      const response = await fetch(addressOf(name), { method: 'HEAD' }).catch(() => undefined);
      // Development servers answer with a page for every path that they do not know.
      const isPage = response?.headers.get('content-type')?.startsWith('text/html') ?? false;
      return (response?.ok ?? false) && !isPage;
    },
    async read(name) {
      const address = addressOf(name);
      const response = await fetch(address).catch((cause: unknown) => {
        throw unreachable(address, 'no answer', cause);
      });
      if (!response.ok) throw unreachable(address, `status ${response.status}`);
      const buffer = await response.arrayBuffer().catch((cause: unknown) => {
        throw new FileFormatError(`read: ${address} is cut off; expected the whole file, got a part of it; try again`, {
          cause,
        });
      });
      return new Uint8Array(buffer);
    },
  };
}

function unreachable(address: string, got: string, cause?: unknown): TensorloomError {
  return new TensorloomError(
    `read: ${address} cannot be fetched; expected the file, got ${got}; check the address and that its server allows this page`,
    { cause },
  );
}
