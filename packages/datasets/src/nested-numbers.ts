// Nested arrays of numbers or booleans: their shape and their values in one typed array.
import { DTypeError, ShapeError } from '@tensorloom/tensor-core';
import type { ShapedArray } from './array-source.js';

/** Numbers (float32) or booleans (bool), nested to any depth, rows of equal length. */
export type NestedNumbers = readonly (number | boolean | NestedNumbers)[];

/**
 * @param path the way to the array in the user's structure, for messages
 * @throws ShapeError if rows differ in length or depth, DTypeError for other values than numbers or only booleans
 */
export function flattenNumbers(op: string, path: string, nested: NestedNumbers): ShapedArray {
  const shape: number[] = [];
  let first: unknown = nested;
  for (; Array.isArray(first); first = first[0]) shape.push(first.length);
  const values: unknown[] = [];
  collect(op, path, nested, shape, 0, values);
  const type = typeof first === 'boolean' ? 'boolean' : 'number';
  const stranger = values.find((value) => typeof value !== type);
  if (stranger !== undefined) {
    throw new DTypeError(
      `${op}: '${path}' mixes kinds of values; expected only numbers or only booleans, got ${String(stranger)} (${typeof stranger}); convert it first`,
    );
  }
  const data = type === 'boolean' ? Uint8Array.from(values as number[]) : Float32Array.from(values as number[]);
  return { data, shape, dtype: type === 'boolean' ? 'bool' : 'float32' };
}

function collect(op: string, path: string, node: unknown, shape: number[], depth: number, values: unknown[]): void {
  const length = Array.isArray(node) ? node.length : undefined;
  if (length !== shape[depth]) {
    throw new ShapeError(
      `${op}: '${path}' is ragged; expected ${sizeOf(shape[depth])} at depth ${depth}, got ${sizeOf(length)}; make all rows equally long`,
    );
  }
  if (!Array.isArray(node)) values.push(node);
  else for (const child of node as unknown[]) collect(op, path, child, shape, depth + 1, values);
}

function sizeOf(length: number | undefined): string {
  return length === undefined ? 'a single value' : `an array of ${length}`;
}
