// Arrays in memory as batches, for fit({ x, y }) without a data set. Knows no model.
import {
  ConfigError,
  hostRandom,
  ShapeError,
  Tensor,
  tensor,
  type HostTensor,
  type TensorData,
  type TypedArray,
} from '@tensorloom/tensor-core';
import type { BatchSource, TrainingBatch } from './batch.js';

/** A typed array with its shape; its kind says the dtype. */
export interface ShapedArray {
  readonly data: TypedArray;
  readonly shape: readonly number[];
}

/** Nested numbers, a typed array, `{ data, shape }` or a tensor; the first axis counts the examples. */
export type ArrayInput = TensorData | ShapedArray | Tensor;

/** All examples at once. */
export interface ArrayData {
  readonly x: ArrayInput;
  readonly y: ArrayInput;
  readonly sampleWeight?: ArrayInput;
}

/** How arrays are cut into batches; a data set has its own operators for that. */
export interface ArrayOptions {
  /** Examples in a batch (default 32); the last one may be smaller. */
  readonly batchSize?: number;
}

function isShaped(value: Exclude<ArrayInput, Tensor>): value is ShapedArray {
  return typeof value === 'object' && value !== null && 'data' in value && !('dtype' in value);
}

/** Brings an array to the host. */
export async function toHost(value: ArrayInput): Promise<HostTensor> {
  const given =
    value instanceof Tensor ? value : isShaped(value) ? tensor(value.data, { shape: value.shape }) : tensor(value);
  if (given.source.kind === 'data') return given.source.host;
  return { data: await given.data(), shape: given.shape, dtype: given.dtype };
}

/** The rows of an array that `index` names, in its order. */
function takeRows({ data, shape, dtype }: HostTensor, index: Uint32Array): HostTensor {
  const stride = data.length / (shape[0] as number);
  const taken = new (data.constructor as new (length: number) => TypedArray)(index.length * stride);
  index.forEach((row, position) => taken.set(data.subarray(row * stride, (row + 1) * stride), position * stride));
  return { data: taken, shape: [index.length, ...shape.slice(1)], dtype };
}

function checkRows(op: string, arrays: Readonly<Record<string, HostTensor>>): number {
  const rows = arrays['x']?.shape[0] ?? 0;
  if (rows === 0)
    throw new ConfigError(
      `${op}: no examples; expected x of shape [examples, ...] with at least one, got none; pass some`,
    );
  for (const [name, { shape }] of Object.entries(arrays)) {
    if (shape[0] === rows) continue;
    throw new ShapeError(
      `${op}: arrays differ in their number of examples; expected ${rows} as in x, got ${shape[0] ?? 'a scalar'} in ${name}; give one row of each for every example`,
    );
  }
  return rows;
}

/**
 * Batches of arrays; every walk shuffles anew where `seed` is given.
 *
 * @param arrays `x` and others of as many rows
 * @throws ConfigError for no rows or a bad batch size, ShapeError for unequal numbers of rows
 */
export function arrayBatches<Element = TrainingBatch>(
  op: string,
  arrays: Readonly<Record<string, HostTensor>>,
  { batchSize = 32 }: ArrayOptions,
  seed?: number,
): BatchSource<Element> {
  const rows = checkRows(op, arrays);
  if (!Number.isInteger(batchSize) || batchSize < 1) {
    throw new ConfigError(`${op}: bad batchSize; expected a whole number >= 1, got ${batchSize}; pass for example 32`);
  }
  let walks = 0;
  async function* walk(): AsyncGenerator<Element, void, undefined> {
    const order = Uint32Array.from({ length: rows }, (_, row) => row);
    if (seed !== undefined) shuffle(order, seed, walks++);
    for (let start = 0; start < rows; start += batchSize) {
      const index = order.subarray(start, start + batchSize);
      yield Object.fromEntries(
        Object.entries(arrays).map(([name, array]) => [name, takeRows(array, index)]),
      ) as Element;
    }
  }
  return { size: Math.ceil(rows / batchSize), [Symbol.asyncIterator]: walk };
}

/** Fisher and Yates's shuffle, in place. */
function shuffle(order: Uint32Array, seed: number, stream: number): void {
  const random = hostRandom(seed, stream);
  for (let last = order.length - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    [order[last], order[other]] = [order[other] as number, order[last] as number];
  }
}
