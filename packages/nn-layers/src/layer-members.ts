// Finds layers and variables in the fields of a layer, so that a plain field is all it takes to own one.
import { isVariable, type Variable } from '@tensorloom/tensor-core';
import { Layer, type AnyLayer } from './layer.js';

export interface Members {
  readonly layers: ReadonlySet<AnyLayer>;
  /** By the name of their field. */
  readonly variables: ReadonlyMap<string, Variable>;
}

/** Values in which layers are kept together: arrays, sets, maps and plain records, nested or not. */
function contents(value: object): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (value instanceof Map || value instanceof Set) return [...value.values()];
  return Object.getPrototypeOf(value) === Object.prototype ? Object.values(value) : [];
}

function layersIn(value: unknown, found: Set<AnyLayer>, seen: Set<unknown>): void {
  if (typeof value !== 'object' || value === null) return;
  if (value instanceof Layer) found.add(value);
  else if (!seen.has(value)) {
    seen.add(value);
    for (const item of contents(value)) layersIn(item, found, seen);
  }
}

/** Members in fields that JavaScript can list: all but `#private` ones. */
export function membersOf(layer: AnyLayer): Members {
  const layers = new Set<AnyLayer>();
  const variables = new Map<string, Variable>();
  const seen = new Set<unknown>([layer]);
  for (const field of Object.keys(layer)) {
    const value: unknown = layer[field as keyof AnyLayer];
    if (isVariable(value)) variables.set(field, value);
    else layersIn(value, layers, seen);
  }
  return { layers, variables };
}
