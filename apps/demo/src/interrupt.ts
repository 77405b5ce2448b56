// Ctrl-C as an AbortSignal. npm and the terminal both pass one Ctrl-C on, so two within a second are one.
const ONE_PRESS = 1000;

/** The reason of the abort. */
export class Interrupted extends Error {
  override name = 'Interrupted';
}

/**
 * Aborts on the first SIGINT; one that comes later than a second after it calls `insist`.
 *
 * @param source process, or another emitter of SIGINT
 */
export function abortOnInterrupt(source: NodeJS.EventEmitter, insist: () => void): AbortSignal {
  const controller = new AbortController();
  let first: number | undefined;
  source.on('SIGINT', () => {
    const now = performance.now();
    if (first === undefined) {
      first = now;
      controller.abort(new Interrupted('interrupted'));
    } else if (now - first > ONE_PRESS) {
      insist();
    }
  });
  return controller.signal;
}
