// Data sets from arrays in memory. Knows nothing of files.
import { ConfigError, ShapeError, type HostTensor } from '@tensorloom/tensor-core';
import { hostTensorOf, type ArraySource } from './array-source.js';
import { Dataset } from './dataset.js';
import { blockCursor } from './pipeline/block-cursor.js';
import { columnBlock } from './pipeline/column-block.js';
import { leavesOf } from './pipeline/host-structure.js';

/** Arrays by name, or records and tuples of them. (A plain array of numbers, however nested, is one array.) */
export type ArraySources = ArraySource | readonly ArraySources[] | { readonly [name: string]: ArraySources };

/** What the elements look like: each array of `S` has become a host tensor without the first axis. */
export type ElementOf<S> = S extends ArraySource ? HostTensor : { [K in keyof S]: ElementOf<S[K]> };

/**
 * The rows of arrays as a data set: element i holds row i of each array.
 *
 * @param arrays for example `{ x, y }`; each array has the shape [rows, ...] and comes as `{ data, shape }`, as a flat
 *   typed array (shape [rows]) or as nested numbers. Typed arrays are taken over, not copied; numbers become float32,
 *   booleans bool.
 * @throws ShapeError for empty or ragged arrays, for data that does not fill its shape and for unequal numbers of rows;
 *   DTypeError for values that are no numbers
 */
export function fromArrays<S extends { readonly [name: string]: ArraySources }>(arrays: S): Dataset<ElementOf<S>> {
  const columns = columnsOf(arrays, '') as ElementOf<S>;
  const [first, ...others] = leavesOf('fromArrays', columns);
  if (first === undefined) {
    throw new ConfigError('fromArrays: there is no array; expected at least one, got none; pass { x, y }');
  }
  const rows = first.tensor.shape[0] as number;
  for (const { path, tensor } of others) {
    if (tensor.shape[0] === rows) continue;
    throw new ShapeError(
      `fromArrays: arrays differ in their number of rows; expected ${rows} as in '${first.path}', got ${tensor.shape[0]} in '${path}'; give one row of each for every example`,
    );
  }
  const block = columnBlock(columns);
  return new Dataset(() => blockCursor(rows, () => block), rows);
}

function columnsOf(sources: unknown, path: string): unknown {
  if (isArraySource(sources)) return hostTensorOf('fromArrays', path, sources);
  const within = (name: string | number): string => (path === '' ? String(name) : `${path}.${name}`);
  if (Array.isArray(sources)) return (sources as unknown[]).map((source, index) => columnsOf(source, within(index)));
  if (typeof sources === 'object' && sources !== null) {
    const present = Object.entries(sources).filter(([, source]) => source !== undefined);
    return Object.fromEntries(present.map(([name, source]) => [name, columnsOf(source, within(name))]));
  }
  throw new ConfigError(
    `fromArrays: '${path}' is no array; expected { data, shape }, a typed array or nested numbers, got ${String(sources)}; pass the values of all examples`,
  );
}

/** True for a typed array, `{ data, shape }` and an array with no object at the bottom of its first branch (an empty one counts: it is refused as empty). */
function isArraySource(value: unknown): value is ArraySource {
  if (ArrayBuffer.isView(value)) return true;
  if (!Array.isArray(value)) return typeof value === 'object' && value !== null && 'data' in value && 'shape' in value;
  let first: unknown = value;
  while (Array.isArray(first)) first = first[0];
  return typeof first !== 'object' || first === null;
}
