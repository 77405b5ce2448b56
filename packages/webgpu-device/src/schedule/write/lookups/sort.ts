// Calls of the functions for sorting and searching.
import {
  mergeRunsFunction,
  searchFunction,
  sortBlocksFunction,
  type SequenceParameters,
} from '@tensorloom/wgsl-kernels';
import type { DType } from '@tensorloom/tensor-core';
import type { DeviceNode } from '../../steps/device-program.js';
import type { Emitter } from '../emitter.js';
import { linearOf, type Place } from '../place.js';

/** Key of an element: an unsigned integer in the order of the values. */
function keyOf(emitter: Emitter, dtype: DType, element: string, descending: boolean): string {
  if (dtype === 'float32') emitter.helpers.add('orderedOf');
  const keys = { float32: `orderedOf(${element})`, int32: `(bitcast<u32>(${element}) ^ 0x80000000u)`, uint32: element };
  const key = keys[dtype as keyof typeof keys];
  return descending ? `(~${key})` : key;
}

function sequenceOf(emitter: Emitter, x: number, descending = false): SequenceParameters {
  const { shape, dtype } = emitter.context.graph.value(x);
  const element = emitter.readerOf(x);
  return {
    key: (index) => keyOf(emitter, dtype, element(index), descending),
    extent: emitter.context.word(shape.at(-1) as number),
  };
}

/** Row and column of a place. */
function rowAndColumn({ shape, coords }: Place): string {
  return `${linearOf({ shape: shape.slice(0, -1), coords: coords.slice(0, -1) })}, ${coords.at(-1)}`;
}

/** An element of the order within blocks. */
export function sortBlocks(emitter: Emitter, node: DeviceNode & { op: 'sortBlocks' }, place: Place): string {
  const parameters = sequenceOf(emitter, node.inputs[0] as number, node.attributes.descending);
  return `${emitter.define('sort', (own) => sortBlocksFunction(own, parameters))}(${rowAndColumn(place)})`;
}

/** An element of the order within merged runs. */
export function mergeRuns(emitter: Emitter, node: DeviceNode & { op: 'mergeRuns' }, place: Place): string {
  const { descending, run } = node.attributes;
  const parameters = sequenceOf(emitter, node.inputs[0] as number, descending);
  const orderAt = emitter.readerOf(node.inputs[1] as number);
  const own = { ...parameters, order: (index: string) => `u32(${orderAt(index)})`, run: emitter.context.word(run) };
  return `${emitter.define('merge', (name) => mergeRunsFunction(name, own))}(${rowAndColumn(place)})`;
}

/** The place of a query in a sorted row. */
export function search(
  emitter: Emitter,
  node: DeviceNode & { op: 'searchSorted' },
  { shape, coords }: Place,
  query: string,
): string {
  const sorted = node.inputs[0] as number;
  const parameters = sequenceOf(emitter, sorted);
  const name = emitter.define('search', (own) => searchFunction(own, parameters, node.attributes.side));
  const row = linearOf({ shape: shape.slice(0, -1), coords: coords.slice(0, -1) });
  return `${name}(${row}, ${keyOf(emitter, emitter.context.graph.value(sorted).dtype, query, false)})`;
}
