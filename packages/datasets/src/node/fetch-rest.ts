// One attempt to fetch what is still missing of a file, by an HTTP range. Node only; knows nothing of checksums.
import { TensorloomError } from '@tensorloom/tensor-core';
import { fileSystem } from './builtins.js';

/**
 * Completes `part` to `bytes` bytes from `address`. What has arrived stays in `part` when it fails.
 *
 * @param onBytes told how many bytes are here
 * @param stallTimeout milliseconds without a byte after which the attempt ends
 * @throws TensorloomError for an answer that is no good, too short or too long, or none at all
 */
export async function fetchRest(
  address: string,
  part: string,
  bytes: number,
  onBytes: (received: number) => void,
  stallTimeout: number,
): Promise<void> {
  const here = await sizeOf(part, bytes);
  onBytes(here);
  if (here === bytes) return;
  const stall = new StallTimer(stallTimeout);
  try {
    const response = await request(address, here, stall.signal);
    const start = startOf(response, here, address);
    if (start === undefined) {
      await fileSystem().rm(part, { force: true });
      throw failure(address, `bytes ${here} to ${bytes}`, describeAnswer(response), 'try again from the start');
    }
    await save(response, part, start, bytes, (received) => {
      stall.restart();
      onBytes(received);
    });
  } catch (cause) {
    if (cause instanceof TensorloomError) throw cause;
    const got = stall.signal.aborted ? `silence for ${stallTimeout} ms` : reason(cause);
    throw failure(
      address,
      `${bytes} bytes`,
      got,
      'check the network and the disk and try again: what has arrived is kept',
      cause,
    );
  } finally {
    stall.stop();
  }
}

/** Bytes in the part file that can be continued; one that is longer than the file itself is worthless and goes. */
async function sizeOf(part: string, bytes: number): Promise<number> {
  const stats = await fileSystem()
    .stat(part)
    .catch(() => undefined);
  if (stats === undefined) return 0;
  if (stats.size <= bytes) return stats.size;
  await fileSystem().rm(part, { force: true });
  return 0;
}

function request(address: string, here: number, signal: AbortSignal): Promise<Response> {
  // Some servers label .gz files as an encoding, which fetch would undo.
  const headers: Record<string, string> = { 'accept-encoding': 'identity' };
  if (here > 0) headers['range'] = `bytes=${here}-`;
  return fetch(address, { headers, signal });
}

/** The position in the file at which the answer's body begins; undefined if the range cannot be had. */
function startOf(response: Response, here: number, address: string): number | undefined {
  if (response.status === 200) return 0;
  if (response.status === 206) {
    const start = Number(/^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1]);
    return start === here ? start : undefined;
  }
  if (response.status === 416) return undefined;
  throw failure(address, 'the file', describeAnswer(response), 'check the address');
}

/**
 * Writes the body to its place in the part file, which is never cut: two processes that fetch the same file write the
 * same bytes to the same places.
 */
async function save(
  response: Response,
  part: string,
  start: number,
  bytes: number,
  onBytes: (received: number) => void,
): Promise<void> {
  const { constants, open, rm } = fileSystem();
  const file = await open(part, constants.O_RDWR | constants.O_CREAT);
  let position = start;
  try {
    for await (const chunk of response.body ?? []) {
      if (position + chunk.length > bytes) {
        await rm(part, { force: true });
        throw failure(response.url, `${bytes} bytes`, 'more', 'check that the address has the right file');
      }
      await file.write(chunk, 0, chunk.length, position);
      position += chunk.length;
      onBytes(position);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  if (position < bytes) {
    throw failure(response.url, `${bytes} bytes`, `only ${position}`, 'try again: what has arrived is kept');
  }
}

/** Aborts a request that has gone silent. */
class StallTimer {
  readonly #abort = new AbortController();
  readonly #timeout: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(timeout: number) {
    this.#timeout = timeout;
    this.restart();
  }
  get signal(): AbortSignal {
    return this.#abort.signal;
  }
  restart(): void {
    this.stop();
    this.#timer = setTimeout(() => this.#abort.abort(), this.#timeout);
  }
  stop(): void {
    clearTimeout(this.#timer);
  }
}

function describeAnswer(response: Response): string {
  return `status ${response.status} ${response.statusText}`.trim();
}

function reason(cause: unknown): string {
  const inner = (cause as { cause?: unknown }).cause;
  return inner instanceof Error ? `${String(cause)} (${inner.message})` : String(cause);
}

function failure(address: string, expected: string, got: string, remedy: string, cause?: unknown): TensorloomError {
  return new TensorloomError(`download: ${address} was not fetched; expected ${expected}, got ${got}; ${remedy}`, {
    cause,
  });
}
