// Random numbers for work on the host (shuffles, generators), equal on every machine. Knows nothing of tensors.
import { ConfigError } from './errors.js';
import { philox } from './philox.js';

/** A stream of random numbers on the host, fixed by its seed. */
export interface HostRandom {
  /** The next 32 random bits, as an unsigned integer. */
  bits(): number;
  /** Uniform in [0, 1), a multiple of 2^-32. */
  uniform(): number;
  /** Uniform integer in [0, bound), without modulo bias. */
  integer(bound: number): number;
  /** Standard normal, by Box and Muller's transform. */
  normal(): number;
  /** A uniformly random order of 0 ... length - 1 (Fisher and Yates). */
  permutation(length: number): Uint32Array;
}

/**
 * Opens a stream of random numbers keyed by `seed` (Philox4x32-10, counter mode).
 *
 * @param seed integer in [0, 2^53)
 * @param stream integer in [0, 2^32): streams of one seed are independent of each other
 */
export function hostRandom(seed: number, stream = 0): HostRandom {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new ConfigError(`hostRandom: bad seed; expected an integer in [0, 2^53), got ${seed}; pass a whole number`);
  }
  const block = new Uint32Array(4);
  let counter = 0;
  let used = 4;

  function bits(): number {
    if (used === 4) {
      block.set([counter, 0, stream, 1]);
      philox(block, seed >>> 0, Math.floor(seed / 2 ** 32));
      counter++;
      used = 0;
    }
    return block[used++] as number;
  }
  function uniform(): number {
    return bits() / 2 ** 32;
  }
  function integer(bound: number): number {
    const limit = 2 ** 32 - (2 ** 32 % bound);
    let value = bits();
    while (value >= limit) value = bits();
    return value % bound;
  }
  function normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    return radius * Math.cos(2 * Math.PI * uniform());
  }
  function permutation(length: number): Uint32Array {
    const order = Uint32Array.from({ length }, (_, index) => index);
    for (let last = length - 1; last > 0; last--) {
      const other = integer(last + 1);
      const value = order[last] as number;
      order[last] = order[other] as number;
      order[other] = value;
    }
    return order;
  }
  return { bits, uniform, integer, normal, permutation };
}
