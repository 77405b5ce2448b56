// What batching rules do with operands: spread them over the rows, move axes, fold the rows into another axis.
import { broadcastTo, reshape, transpose, type Tensor } from '@tensorloom/tensor-core';
import type { Operand } from './batching-rule.js';

/** The operand with the mapped axis, repeated along it if it is the same for all rows. */
export function spread({ tensor, isMapped }: Operand, rows: number): Tensor {
  return isMapped ? tensor : broadcastTo(tensor, [rows, ...tensor.shape]);
}

/** The tensor with one axis moved to another place, the others in order. */
export function moveAxis(tensor: Tensor, from: number, to: number): Tensor {
  const axes = tensor.shape.map((_, axis) => axis).toSpliced(from, 1);
  return transpose(tensor, axes.toSpliced(to, 0, from));
}

/** [rows, ...] with the rows folded into axis `axis` of what follows, row by row: [..., rows · extent, ...]. */
export function foldRows(tensor: Tensor, axis: number): Tensor {
  const moved = moveAxis(tensor, 0, axis);
  const [rows, extent] = [moved.shape[axis] as number, moved.shape[axis + 1] as number];
  return reshape(moved, moved.shape.toSpliced(axis, 2, rows * extent));
}

/** Undoes `foldRows`. */
export function unfoldRows(tensor: Tensor, axis: number, rows: number): Tensor {
  const extent = tensor.shape[axis] as number;
  const split = reshape(tensor, tensor.shape.toSpliced(axis, 1, rows, extent / rows));
  return moveAxis(split, axis, 0);
}
