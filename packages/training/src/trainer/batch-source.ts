// What users pass as data, as batches: a data set as it is, arrays cut up. Knows no model.
import { ConfigError, Tensor, type HostTensor } from '@tensorloom/tensor-core';
import { arrayBatches, toHost, type ArrayData, type ArrayInput, type ArrayOptions } from './array-batches.js';
import type { BatchSource, TrainingBatch } from './batch.js';
import { isHostTensor, type HostStructure } from './host-structure.js';

/** What `fit` and `evaluate` take: a data set of batches, or all examples as arrays. */
export type TrainingData = BatchSource | ArrayData;

/** Inputs of a batch, with or without labels beside them. */
export type PredictionBatch = { readonly x: HostStructure } | HostTensor;

/** What `predict` takes: a data set of batches (labels are passed over), or all inputs as an array. */
export type PredictionData = BatchSource<PredictionBatch> | { readonly x: ArrayInput } | ArrayInput;

/** Order of arrays. */
export interface ShuffleOptions extends ArrayOptions {
  /** Arrays come in a new random order in each epoch (default true). */
  readonly shuffle?: boolean;
  /** Fixes that order. */
  readonly seed?: number;
}

function isSource<Element>(data: object): data is BatchSource<Element> {
  return Symbol.asyncIterator in data;
}

/** @throws ConfigError for options that only arrays take, and for data without end */
function checkedSource<Element>(op: string, source: BatchSource<Element>, options: object): BatchSource<Element> {
  const odd = Object.entries(options).find(([, value]) => value !== undefined)?.[0];
  if (odd !== undefined) {
    throw new ConfigError(
      `${op}: option ${odd} is for arrays; expected none beside a data set, got one; use dataset.shuffle(...) and dataset.batch(...)`,
    );
  }
  if (source.size === Infinity) {
    throw new ConfigError(
      `${op}: the data set has no end; expected a finite one, got size Infinity; say how long an epoch is: dataset.take(batches)`,
    );
  }
  return source;
}

/** Batches of labelled data. `shuffled` says whether arrays are shuffled unless said otherwise. */
export async function trainingSource(
  op: string,
  data: TrainingData,
  { batchSize, shuffle, seed }: ShuffleOptions,
  shuffled: boolean,
): Promise<BatchSource> {
  if (typeof data !== 'object' || data === null) {
    throw new ConfigError(`${op}: no data; expected a data set or { x, y }, got ${String(data)}; pass some`);
  }
  if (isSource<TrainingBatch>(data)) return checkedSource(op, data, { batchSize, shuffle, seed });
  const { x, y, sampleWeight } = data as ArrayData;
  if (x === undefined || y === undefined) {
    throw new ConfigError(
      `${op}: not labelled data; expected a data set or { x, y }, got { ${Object.keys(data).join(', ')} }; pass both`,
    );
  }
  const arrays = {
    x: await toHost(x),
    y: await toHost(y),
    ...(sampleWeight === undefined ? {} : { sampleWeight: await toHost(sampleWeight) }),
  };
  const key = seed ?? Math.floor(Math.random() * 2 ** 32);
  return arrayBatches<TrainingBatch>(
    op,
    arrays,
    batchSize === undefined ? {} : { batchSize },
    (shuffle ?? shuffled) ? key : undefined,
  );
}

/** Batches of validation data. Arrays take the batch size of the training data, and keep their order. */
export function validationSource(data: TrainingData, { batchSize }: ArrayOptions): Promise<BatchSource> {
  const isArrays = typeof data === 'object' && data !== null && !isSource(data);
  return trainingSource('fit: validationData', data, isArrays && batchSize !== undefined ? { batchSize } : {}, false);
}

/** The inputs of an element. */
export function predictionInputs(batch: PredictionBatch): HostStructure {
  return isHostTensor(batch) ? batch : batch?.x;
}

/** Batches of inputs. */
export async function predictionSource(
  data: PredictionData,
  options: ArrayOptions,
): Promise<BatchSource<PredictionBatch>> {
  const isRecord = typeof data === 'object' && data !== null && !(data instanceof Tensor);
  if (isRecord && isSource<PredictionBatch>(data)) return checkedSource('predict', data, options);
  const x = isRecord && 'x' in data ? data.x : data;
  return arrayBatches('predict', { x: await toHost(x as ArrayInput) }, options);
}
