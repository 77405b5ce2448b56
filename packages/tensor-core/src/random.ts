// Random tensors: counter-based (Philox4x32-10) and keyed, computed on the device, equal on all of them.
import { ConfigError } from './errors.js';
import { add, cos, less, log, mul, sqrt, sub } from './ops/elementwise.js';
import { constant } from './ops/operands.js';
import { slice } from './ops/slice.js';
import { none, record } from './record.js';
import { checkShape, type Shape } from './shape.js';
import { Tensor, type TensorLike } from './tensor.js';
import { activeTrace, noteKey } from './trace.js';

/** The stream that keys are drawn from when none is given. */
let seed = 0;
let counter = 0;

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
  seed = foldSeed(value);
  counter = 0;
}

/** Takes keys of the stream for one run of a compiled function; gives the words of each. */
export function takeKeys(count: number): (draw: number) => readonly [number, number] {
  const [stream, first] = [seed, counter];
  counter += count;
  return (draw) => [stream, first + draw];
}

/** A key of one's own: the same key gives the same numbers. uint32 [2]. */
export function key(value: number, stream = 0): Tensor {
  checkSeed('random.key', value);
  const words = [foldSeed(value), stream >>> 0];
  return new Tensor([2], 'uint32', { kind: 'host', read: () => words });
}

/** The next key of the global stream. Under `compile`, each run draws anew. */
function nextKey(): Tensor {
  const trace = activeTrace();
  if (!trace) {
    const words = takeKeys(1)(0);
    return noteKey(new Tensor([2], 'uint32', { kind: 'host', read: () => words }));
  }
  const draw = trace.draws++;
  return noteKey(new Tensor([2], 'uint32', { kind: 'host', read: () => trace.keyOf(draw) }));
}

export interface RandomOptions {
  /** A key of one's own; default: the next one of the global stream (see `setRandomSeed`). */
  readonly key?: Tensor;
}

/** 32 random bits an element, uint32. Element i is word i mod 4 of the Philox block with counter (floor(i / 4), 0, 0, 0). */
export function bits(shape: Shape, { key: own = nextKey() }: RandomOptions = {}): Tensor {
  return record('randomBits', [own], { shape });
}

/** Uniform in [0, 1): multiples of 2^-24, the same bits on every device. */
function unit(shape: Shape, options: RandomOptions): Tensor {
  return record('bitsToUniform', [bits(shape, options)], none);
}

export interface UniformOptions extends RandomOptions {
  /** Lower end, included (default 0). */
  readonly minimum?: number;
  /** Upper end, excluded but for rounding (default 1). */
  readonly maximum?: number;
}

/** Uniform in [minimum, maximum), float32. */
export function uniform(shape: Shape, { minimum = 0, maximum = 1, ...options }: UniformOptions = {}): Tensor {
  if (!(minimum <= maximum)) {
    throw new ConfigError(
      `random.uniform: bad range; expected minimum <= maximum, got ${minimum} and ${maximum}; swap them`,
    );
  }
  const u = unit(shape, options);
  return minimum === 0 && maximum === 1 ? u : add(mul(u, maximum - minimum), minimum);
}

export interface NormalOptions extends RandomOptions {
  /** Default 0. */
  readonly mean?: number;
  /** Standard deviation, at least 0 (default 1). */
  readonly stddev?: number;
}

/** Normal with the given mean and standard deviation, float32, by Box and Muller's transform. */
export function normal(shape: Shape, { mean = 0, stddev = 1, ...options }: NormalOptions = {}): Tensor {
  if (!(stddev >= 0))
    throw new ConfigError(`random.normal: bad stddev; expected a number >= 0, got ${stddev}; check its sign`);
  checkShape('random.normal', shape);
  const pairs = unit([2, ...shape], options);
  const radius = sqrt(mul(log(sub(constant(1), slice(pairs, 0))), constant(-2)));
  return add(mul(mul(radius, cos(mul(slice(pairs, 1), constant(2 * Math.PI)))), stddev), mean);
}

/** true with the given probability, bool: a uniform draw below it. */
export function bernoulli(shape: Shape, probability: TensorLike, options: RandomOptions = {}): Tensor {
  return less(unit(shape, options), probability);
}
