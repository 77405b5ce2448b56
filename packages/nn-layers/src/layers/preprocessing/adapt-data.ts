// What layers learn from before training: one tensor, or batches that come one after the other.
import { ConfigError, Tensor, tensor, type HostTensor } from '@tensorloom/tensor-core';

/** A tensor, or host data with its shape, as data sets give them. */
export type AdaptBatch = Tensor | HostTensor;

/** All data at once, or batches: an array or other iterable of them, a data set mapped to its inputs. */
export type AdaptData = AdaptBatch | Iterable<AdaptBatch> | AsyncIterable<AdaptBatch>;

const isBatch = (value: unknown): value is AdaptBatch =>
  value instanceof Tensor || (typeof value === 'object' && value !== null && 'data' in value && 'shape' in value);

const isIterable = (value: unknown): value is Iterable<unknown> | AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && (Symbol.iterator in value || Symbol.asyncIterator in value);

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return typeof value === 'object' ? value.constructor.name : typeof value;
}

function refuse(path: string, got: string): never {
  throw new ConfigError(
    `${path}: nothing to adapt to; expected a tensor or batches of tensors, got ${got}; ` +
      'of a data set of { x, y } take dataset.map(({ x }) => x)',
  );
}

/** Each batch as a tensor. @throws ConfigError for what is none, or where there are no batches */
export async function* batchesOf(path: string, data: AdaptData): AsyncGenerator<Tensor> {
  const batches: unknown = isBatch(data) ? [data] : data;
  if (!isIterable(batches)) refuse(path, kindOf(batches));
  let any = false;
  for await (const batch of batches) {
    if (!isBatch(batch)) refuse(path, kindOf(batch));
    any = true;
    yield batch instanceof Tensor ? batch : tensor(batch);
  }
  if (!any) refuse(path, 'no batch');
}
