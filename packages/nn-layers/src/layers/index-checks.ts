// Looks at indices whose data are still on the host, where a wrong one can be named at the user's line. Knows no layer.
import { IndexRangeError, type Tensor, type TypedArray } from '@tensorloom/tensor-core';

/** Data of indices that are on the host: as they were given, or under a cast that a model put on them. */
function hostIndices({ source }: Tensor): TypedArray | undefined {
  if (source.kind === 'data') return source.host.data;
  return source.kind === 'op' && source.op === 'cast' ? hostIndices(source.inputs[0] as Tensor) : undefined;
}

/**
 * Nothing for indices that are on a device: a look there would wait for it.
 *
 * @param advice what to do, for the message
 * @throws IndexRangeError for an index outside of [0, count) in data on the host
 */
export function checkHostIndices(path: string, indices: Tensor, count: number, advice: string): void {
  const data = hostIndices(indices);
  if (data) checkIndexData(path, data, count, advice);
}

/** @throws IndexRangeError for an index outside of [0, count) */
export function checkIndexData(path: string, data: TypedArray, count: number, advice: string): void {
  const at = data.findIndex((index) => !(index >= 0 && index < count));
  if (at < 0) return;
  throw new IndexRangeError(
    `${path}: index out of range; expected whole numbers in [0, ${count}), got ${data[at]} at position ${at}; ${advice}`,
  );
}
