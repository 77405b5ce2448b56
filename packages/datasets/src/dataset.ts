// The pipeline that users build: lazy, and walked afresh by every loop over it. Knows no device.
import { hostRandom } from '@tensorloom/tensor-core';
import { checkInteger } from './check-integer.js';
import { batchCursor } from './pipeline/batch-cursor.js';
import type { OpenCursor } from './pipeline/cursor.js';
import { mapCursor } from './pipeline/map-cursor.js';
import { prefetchCursor } from './pipeline/prefetch-cursor.js';
import { repeatCursor } from './pipeline/repeat-cursor.js';
import type { Block } from './pipeline/rows.js';
import { shuffleCursor } from './pipeline/shuffle-cursor.js';
import { skipCursor, takeCursor } from './pipeline/slice-cursor.js';

/** Options of `Dataset.shuffle`. */
export interface ShuffleOptions {
  /** Integer in [0, 2^53); equal seeds give equal orders on every machine. Default: a seed of its own for each pipeline. */
  readonly seed?: number;
  /** True (default): each walk has another order, all fixed by the seed. False: each walk has the same. */
  readonly reshuffleEachIteration?: boolean;
}

/** Options of `Dataset.batch`. */
export interface BatchOptions {
  /** True: a last batch with fewer elements is left out. Default false. */
  readonly dropRemainder?: boolean;
}

/**
 * A sequence of elements that are made when they are asked for: `for await (const element of dataset)`.
 *
 * Every loop begins a walk of its own; the operators return new data sets and change nothing. Between the operators
 * travel references to rows, so that shuffling and batching arrays copies each row once, into its batch.
 */
export class Dataset<T> implements AsyncIterable<T> {
  /** Number of elements (after `batch`: of batches); Infinity if there is no end, undefined if nobody knows. */
  readonly size: number | undefined;
  readonly #open: OpenCursor<T>;

  /** Data sets come from `fromArrays` and the loaders; the constructor is the door for new sources. */
  constructor(open: OpenCursor<T>, size: number | undefined) {
    this.#open = open;
    this.size = size;
  }

  /** Walks through the elements; leaving the loop early ends all work in the background. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    const cursor = this.#open();
    try {
      for (let rows = await cursor.pull(1); rows !== undefined; rows = await cursor.pull(1)) {
        yield (rows.blocks[0] as Block<T>).element(rows.index[0] as number);
      }
    } finally {
      await cursor.close();
    }
  }

  /**
   * Random order: each element given is a random one of the next `bufferSize`. With a buffer for all elements the order
   * is uniformly random; a buffer of references to arrays costs a few bytes for each.
   *
   * @param bufferSize integer of at least 1
   * @throws ConfigError for a bad size or seed
   */
  shuffle(bufferSize: number, { seed, reshuffleEachIteration = true }: ShuffleOptions = {}): Dataset<T> {
    checkInteger('shuffle', 'bufferSize', bufferSize, 1);
    const key = seed ?? Math.floor(Math.random() * 2 ** 32);
    hostRandom(key); // a bad seed is told here, not in the first walk
    let walks = 0;
    return new Dataset(() => {
      const stream = reshuffleEachIteration ? walks++ : 0;
      return shuffleCursor(this.#open(), bufferSize, hostRandom(key, stream));
    }, this.size);
  }

  /**
   * Joins `size` elements to one; their host tensors get a new first axis: [28, 28, 1] becomes [size, 28, 28, 1].
   *
   * @param size integer of at least 1
   * @throws ConfigError for a bad size; while walking, ShapeError or DTypeError for elements that do not fit together
   */
  batch(size: number, { dropRemainder = false }: BatchOptions = {}): Dataset<T> {
    checkInteger('batch', 'size', size, 1);
    const batches = this.size === undefined ? undefined : this.size / size;
    return new Dataset(
      () => batchCursor(this.#open(), size, dropRemainder),
      batches === undefined ? undefined : dropRemainder ? Math.floor(batches) : Math.ceil(batches),
    );
  }

  /** `fn` of each element, in order; `fn` may be asynchronous, and its errors reach the consumer as they are. */
  map<U>(fn: (element: T) => U | Promise<U>): Dataset<U> {
    return new Dataset(() => mapCursor(this.#open(), fn), this.size);
  }

  /**
   * The first `count` elements, or all where there are fewer.
   *
   * @param count integer of at least 0
   */
  take(count: number): Dataset<T> {
    checkInteger('take', 'count', count, 0);
    const size = this.size === undefined ? undefined : Math.min(count, this.size);
    return new Dataset(() => takeCursor(this.#open(), count), size);
  }

  /**
   * All elements but the first `count`.
   *
   * @param count integer of at least 0
   */
  skip(count: number): Dataset<T> {
    checkInteger('skip', 'count', count, 0);
    const size = this.size === undefined ? undefined : Math.max(0, this.size - count);
    return new Dataset(() => skipCursor(this.#open(), count), size);
  }

  /**
   * The elements `count` times over; behind `shuffle` each time in another order.
   *
   * @param count integer of at least 0; default: without end
   */
  repeat(count: number = Infinity): Dataset<T> {
    if (count !== Infinity) checkInteger('repeat', 'count', count, 0);
    const size = this.size === 0 || count === 0 ? 0 : this.size === undefined ? undefined : this.size * count;
    return new Dataset(() => repeatCursor(this.#open, count), size);
  }

  /**
   * Reads up to `count` elements ahead while the consumer waits for the device. Stands last, behind `batch`.
   *
   * @param count integer of at least 1
   */
  prefetch(count: number): Dataset<T> {
    checkInteger('prefetch', 'count', count, 1);
    return new Dataset(() => prefetchCursor(this.#open(), count), this.size);
  }
}
