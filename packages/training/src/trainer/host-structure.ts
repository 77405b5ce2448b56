// Records and tuples of host tensors: their leaves and shapes. Knows no batch.
import { formatShape, type HostTensor } from '@tensorloom/tensor-core';

/** A host tensor, or a record or tuple of them (a model with several inputs). */
export type HostStructure = HostTensor | readonly HostStructure[] | { readonly [name: string]: HostStructure };

/** True for `{ data, shape, dtype }`. */
export function isHostTensor(value: unknown): value is HostTensor {
  const { data, shape } = (value ?? {}) as Partial<HostTensor>;
  return ArrayBuffer.isView(data) && Array.isArray(shape);
}

/** All host tensors of a structure, in order; empty where it is none. */
export function hostLeaves(structure: unknown): HostTensor[] {
  if (isHostTensor(structure)) return [structure];
  if (typeof structure !== 'object' || structure === null) return [];
  return Object.values(structure).flatMap(hostLeaves);
}

/** The structure with each host tensor replaced. */
export function mapHostStructure(structure: HostStructure, replace: (leaf: HostTensor) => unknown): unknown {
  if (isHostTensor(structure)) return replace(structure);
  if (Array.isArray(structure)) return (structure as HostStructure[]).map((child) => mapHostStructure(child, replace));
  const children = Object.entries(structure as Readonly<Record<string, HostStructure>>);
  return Object.fromEntries(children.map(([name, child]) => [name, mapHostStructure(child, replace)]));
}

/** Shapes without the batch axis, for people and for comparing: `[?, 28, 28, 1]`. */
export function layoutOf(structure: HostStructure): string {
  return hostLeaves(structure)
    .map(({ shape }) => formatShape(shape.length === 0 ? [] : [null, ...shape.slice(1)]))
    .join(', ');
}
