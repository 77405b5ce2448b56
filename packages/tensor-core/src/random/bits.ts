// Random bits of a key, and the uniform numbers that all distributions are made of.
import { none, record } from '../record.js';
import type { Shape } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { nextKey } from './key-stream.js';

export interface RandomOptions {
  /** A key of one's own, uint32 [2]; default: the next one of the global stream (see `setRandomSeed`). */
  readonly key?: Tensor;
}

/** 32 random bits an element, uint32. Element i is word i mod 4 of the Philox block with counter (floor(i / 4), 0, 0, 0). */
export function bits(shape: Shape, { key: own = nextKey() }: RandomOptions = {}): Tensor {
  return record('randomBits', [own], { shape });
}

/** Uniform in [0, 1): multiples of 2^-24, the same bits on every device. */
export function unit(shape: Shape, options: RandomOptions): Tensor {
  return record('bitsToUniform', [bits(shape, options)], none);
}
