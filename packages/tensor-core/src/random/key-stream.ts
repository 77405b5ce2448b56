// Where keys come from: a seed of the user's, or the global stream.
import { ConfigError } from '../errors.js';
import { hostRandom, type HostRandom } from '../host-random.js';
import { HostCell } from '../recovery/host-cell.js';
import { Tensor } from '../tensor.js';
import { activeTrace, noteKey } from '../trace.js';

/** The stream that keys are drawn from when none is given. */
const seed = new HostCell(0);
const counter = new HostCell(0);

function checkSeed(op: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new ConfigError(`${op}: bad seed; expected an integer in [0, 2^53), got ${value}; pass a whole number`);
  }
}

/** Both halves of a seed in one word, so that each of them counts. */
function foldSeed(value: number): number {
  return ((value >>> 0) ^ Math.imul(Math.floor(value / 2 ** 32), 0x9e3779b9)) >>> 0;
}

/** Starts the stream of random numbers afresh: what follows is the same for the same seed, on every device. */
export function setRandomSeed(value: number): void {
  checkSeed('setRandomSeed', value);
  seed.value = foldSeed(value);
  counter.value = 0;
}

/** Takes keys of the stream for one run of a compiled function; gives the words of each. */
export function takeKeys(count: number): (draw: number) => readonly [number, number] {
  const [stream, first] = [seed.value, counter.value];
  counter.value += count;
  return (draw) => [stream, first + draw];
}

/** A key of one's own: the same key gives the same numbers. uint32 [2]. */
export function key(value: number, stream = 0): Tensor {
  checkSeed('random.key', value);
  const words = [foldSeed(value), stream >>> 0];
  return new Tensor([2], 'uint32', { kind: 'host', read: () => words });
}

/** The next key of the global stream. Under `compile`, each run draws anew. */
export function nextKey(): Tensor {
  const trace = activeTrace();
  if (!trace) {
    const words = takeKeys(1)(0);
    return noteKey(new Tensor([2], 'uint32', { kind: 'host', read: () => words }));
  }
  const draw = trace.draws++;
  return noteKey(new Tensor([2], 'uint32', { kind: 'host', read: () => trace.keyOf(draw) }));
}

/** Random numbers on the host, keyed by the next key of the global stream: for first values that are computed there. A trace keeps what it got. */
export function hostStream(): HostRandom {
  const [stream, draw] = takeKeys(1)(0);
  return hostRandom(stream, draw);
}
