// Shapes with extents that are not known yet, and the structures (arrays, records) in which layers take tensors.
import type { Tensor } from '@tensorloom/tensor-core';
import type { SymbolicTensor } from './symbolic-tensor.js';

/** A shape in which null stands for an extent that is not known yet: the batch, mostly. */
export type SymbolicShape = readonly (number | null)[];

/** The shapes of what a layer takes or gives: one shape for a tensor, the same arrays and records for several. */
export type ShapesOf<Value> = Value extends Tensor
  ? SymbolicShape
  : { readonly [Key in keyof Value]: ShapesOf<Value[Key]> };

/** What a layer takes or gives while a model is being drawn up. */
export type SymbolicOf<Value> = Value extends Tensor
  ? SymbolicTensor
  : { readonly [Key in keyof Value]: SymbolicOf<Value[Key]> };

/** What a model takes or gives, if it was drawn up between these symbolic tensors. */
export type TensorsOf<Value> = Value extends SymbolicTensor
  ? Tensor
  : { readonly [Key in keyof Value]: TensorsOf<Value[Key]> };

/** True for a shape, false for an array or a record of shapes. */
export function isSymbolicShape(value: unknown): value is SymbolicShape {
  return Array.isArray(value) && value.every((extent) => extent === null || typeof extent === 'number');
}

/** True if a tensor of shape `got` may stand where `expected` is declared. */
export function fitsShape(got: SymbolicShape, expected: SymbolicShape): boolean {
  return (
    got.length === expected.length &&
    expected.every((extent, axis) => extent === null || got[axis] === null || got[axis] === extent)
  );
}

/** The product of extents, or null if one of them is not known. */
export function extentOf(extents: SymbolicShape): number | null {
  return extents.reduce<number | null>((size, extent) => (size === null || extent === null ? null : size * extent), 1);
}

/** The sum of extents, or null if one of them is not known. */
export function extentSum(extents: SymbolicShape): number | null {
  return extents.reduce<number | null>((sum, extent) => (sum === null || extent === null ? null : sum + extent), 0);
}
