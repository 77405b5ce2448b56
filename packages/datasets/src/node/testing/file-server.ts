// A web server on the loopback for tests: serves files from memory and can misbehave in the ways of real ones.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server does with one request; undefined: the right thing. */
export type Misbehaviour =
  | { readonly kind: 'status'; readonly status: number }
  /** Breaks the connection after so many bytes of the body. */
  | { readonly kind: 'cut'; readonly after: number }
  /** Ends the body in good order, but after so many bytes. */
  | { readonly kind: 'short'; readonly after: number }
  /** Sends so many bytes and then nothing more. */
  | { readonly kind: 'stall'; readonly after: number }
  /** Takes no notice of the range. */
  | { readonly kind: 'no-range' }
  /** Answers with another range than the one asked for. */
  | { readonly kind: 'wrong-range' }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

/** A running server. */
export interface FileServer {
  readonly address: string;
  /** Path and range of each request so far. */
  readonly requests: { readonly path: string; readonly range: string | undefined }[];
  close(): Promise<void>;
}

/** Serves `files` by name; `misbehave` is asked at each request, counted from 0. */
export async function serveFiles(
  files: ReadonlyMap<string, Uint8Array>,
  misbehave: (request: number, name: string) => Misbehaviour | undefined = () => undefined,
): Promise<FileServer> {
  const requests: FileServer['requests'] = [];
  const server = createServer((request, response) => {
    const name = (request.url ?? '').slice(1);
    const trouble = misbehave(requests.length, name);
    requests.push({ path: name, range: request.headers.range });
    answer(request, response, files.get(name), trouble);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  bytes: Uint8Array | undefined,
  trouble: Misbehaviour | undefined,
): void {
  if (trouble?.kind === 'status') return void response.writeHead(trouble.status).end('sorry');
  const whole = trouble?.kind === 'bytes' ? trouble.bytes : bytes;
  if (whole === undefined) return void response.writeHead(404).end('no such file');
  const asked = trouble?.kind === 'no-range' ? undefined : /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1];
  const start = Number(asked ?? 0);
  if (start >= whole.length) return void response.writeHead(416).end();
  const stated = trouble?.kind === 'wrong-range' ? start + 1 : start;
  const body = whole.subarray(start);
  response.writeHead(asked === undefined ? 200 : 206, {
    ...(asked === undefined ? {} : { 'content-range': `bytes ${stated}-${whole.length - 1}/${whole.length}` }),
    ...(trouble?.kind === 'short' ? {} : { 'content-length': body.length }),
  });
  if (request.method === 'HEAD') response.end();
  else if (trouble?.kind === 'short') response.end(body.subarray(0, trouble.after));
  else if (trouble?.kind === 'stall') response.write(body.subarray(0, trouble.after));
  else if (trouble?.kind === 'cut')
    response.write(body.subarray(0, trouble.after), () => setTimeout(() => response.destroy(), 20));
  else response.end(body);
}
