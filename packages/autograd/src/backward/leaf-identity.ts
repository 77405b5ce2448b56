// Which recorded tensors are one and the same leaf: all tensors of one version of a variable are.
import type { StateSource, Tensor } from '@tensorloom/tensor-core';

/** Gives one tensor for all tensors of a version of a variable, and every other tensor itself. */
export function leafIdentity(): (tensor: Tensor) => Tensor {
  const versions = new Map<StateSource['cell'], Map<number, Tensor>>();
  return (tensor) => {
    const { source } = tensor;
    if (source.kind !== 'state') return tensor;
    const known = versions.get(source.cell) ?? new Map<number, Tensor>();
    versions.set(source.cell, known);
    if (!known.has(source.version)) known.set(source.version, tensor);
    return known.get(source.version) as Tensor;
  };
}
