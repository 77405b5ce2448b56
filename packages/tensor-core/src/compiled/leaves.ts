// What a compiled function may be given, and how two calls are told apart.
import type { HostTensor, HostDType } from '../dtype.js';
import { Tensor } from '../tensor.js';

/** An argument, or an entry of one. */
export type Leaf = Tensor | HostTensor | number | string | boolean | null | undefined;

export function isHostTensor(value: unknown): value is HostTensor {
  return (
    typeof value === 'object' &&
    value !== null &&
    'data' in value &&
    'shape' in value &&
    'dtype' in value &&
    !(value instanceof Tensor)
  );
}

export function isLeaf(value: unknown): value is Leaf {
  return typeof value !== 'object' || value === null || value instanceof Tensor || isHostTensor(value);
}

/** dtype of a tensor's data as a run is given them: bytes stay bytes until a device reads them. */
export function storedAs({ dtype, source }: Tensor): HostDType {
  return source.kind === 'data' ? source.host.dtype : dtype;
}

/** Arguments of equal signature share a trace: shapes and dtypes of tensors, and everything else but numbers by value. */
export function signatureOf(leaf: Leaf): string {
  if (leaf instanceof Tensor) return `${storedAs(leaf)}[${leaf.shape.join()}]`;
  if (isHostTensor(leaf)) return `${leaf.dtype}[${leaf.shape.join()}]`;
  return typeof leaf === 'number' ? '#' : (JSON.stringify(leaf) ?? 'undefined');
}
