// Walks records and tuples of host tensors. Knows nothing of batches.
import { ConfigError, type HostTensor } from '@tensorloom/tensor-core';

/** A host tensor inside a structure, and the way to it, such as `x` or `x.left`. */
export interface Leaf {
  readonly path: string;
  readonly tensor: HostTensor;
}

/** True for `{ data: typed array, shape: [...] }`. */
export function isHostTensor(value: unknown): value is HostTensor {
  const tensor = value as Partial<HostTensor> | null;
  return (
    typeof tensor === 'object' && tensor !== null && ArrayBuffer.isView(tensor.data) && Array.isArray(tensor.shape)
  );
}

/**
 * All host tensors of `structure`, records in the order of their sorted names, so that equal structures give equal lists.
 *
 * @throws ConfigError where something else than a record, a tuple or a host tensor stands
 */
export function leavesOf(op: string, structure: unknown, path = ''): Leaf[] {
  if (isHostTensor(structure)) return [{ path: path === '' ? 'the element' : path, tensor: structure }];
  return childrenOf(op, structure, path).flatMap(([name, child]) =>
    leavesOf(op, child, path === '' ? name : `${path}.${name}`),
  );
}

/**
 * A structure like `structure` with its tensors replaced by `tensors`, given in the order of `leavesOf`.
 */
export function withLeaves<T>(structure: T, tensors: readonly HostTensor[]): T {
  let next = 0;
  function replace(node: unknown): unknown {
    if (isHostTensor(node)) return tensors[next++];
    const children = childrenOf('withLeaves', node, '').map(([name, child]) => [name, replace(child)] as const);
    return Array.isArray(node) ? children.map(([, child]) => child) : Object.fromEntries(children);
  }
  return replace(structure) as T;
}

/** Members of a record or tuple; those that are undefined count as absent. */
function childrenOf(op: string, node: unknown, path: string): [string, unknown][] {
  if (Array.isArray(node)) return node.map((child, index) => [String(index), child]);
  if (typeof node !== 'object' || node === null || ArrayBuffer.isView(node)) {
    const place = path === '' ? 'the element' : `'${path}'`;
    throw new ConfigError(
      `${op}: ${place} holds no host tensor; expected { data, shape, dtype } or a record or tuple of them, got ${describe(node)}; return host tensors from map()`,
    );
  }
  return Object.entries(node)
    .filter(([, child]) => child !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function describe(node: unknown): string {
  if (typeof node !== 'object' || node === null) return String(node);
  return (node as object).constructor?.name ?? 'an object';
}
