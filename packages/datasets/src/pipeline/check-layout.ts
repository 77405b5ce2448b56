// The check that elements can lie below each other in one array. Knows no operator.
import { DTypeError, ShapeError } from '@tensorloom/tensor-core';
import type { Leaf } from './host-structure.js';

/**
 * @param leaves the element's tensors
 * @param targets tensors whose rows the element shall become
 * @param rowAxis 0 if the element is one row, 1 if its first axis counts rows
 * @throws ShapeError, DTypeError unless names, shapes and dtypes agree
 */
export function checkLayout(op: string, leaves: readonly Leaf[], targets: readonly Leaf[], rowAxis: 0 | 1): void {
  if (leaves.length !== targets.length) {
    throw new ShapeError(
      `${op}: elements hold different tensors; expected ${names(targets)}, got ${names(leaves)}; give every element the same members`,
    );
  }
  targets.forEach((target, i) => {
    const { path, tensor } = leaves[i] as Leaf;
    const shape = tensor.shape.slice(rowAxis);
    const expected = target.tensor.shape.slice(1);
    if (path !== target.path) {
      throw new ShapeError(
        `${op}: elements hold different tensors; expected ${names(targets)}, got ${names(leaves)}; give every element the same members`,
      );
    }
    if (shape.length !== expected.length || shape.some((extent, axis) => extent !== expected[axis])) {
      throw new ShapeError(
        `${op}: '${path}' changes its shape; expected [${expected.join(', ')}], got [${shape.join(', ')}]; pad, crop or reshape in map() first`,
      );
    }
    if (tensor.dtype !== target.tensor.dtype) {
      throw new DTypeError(
        `${op}: '${path}' changes its dtype; expected ${target.tensor.dtype}, got ${tensor.dtype}; convert in map() first`,
      );
    }
  });
}

function names(leaves: readonly Leaf[]): string {
  return leaves.map(({ path }) => path).join(', ') || 'none';
}
