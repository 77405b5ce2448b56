// The inputs that a model declares: checked against what it is given, written down and read back.
import { formatShape, ShapeError, type DType, type Tensor } from '@tensorloom/tensor-core';
import { fitsShape, type SymbolicShape } from '../symbolic-shape.js';
import { input, type InputSource, type SymbolicTensor } from '../symbolic-tensor.js';

/** An input as plain JSON. */
export interface InputConfig {
  readonly name: string;
  readonly dtype: DType;
  /** With the batch. */
  readonly shape: SymbolicShape;
}

/** @throws ShapeError that names the model, the input and both shapes */
export function checkDeclared(path: string, declared: SymbolicTensor, got: SymbolicShape): void {
  if (fitsShape(got, declared.shape)) return;
  const { name } = declared.source as InputSource;
  throw new ShapeError(
    `${path}: ${name} does not fit; expected ${formatShape(declared.shape)}, got ${formatShape(got)}; ` +
      (got.length === declared.shape.length - 1 ? 'add a batch axis with expandDims(0)' : 'reshape it'),
  );
}

/** The tensor in the dtype that the model declares. */
export function asDeclared(declared: SymbolicTensor, given: Tensor): Tensor {
  return given.cast((declared.source as InputSource).dtype);
}

/** An input as plain JSON. */
export function inputConfig({ shape, source }: SymbolicTensor): InputConfig {
  const { name, dtype } = source as InputSource;
  return { name, dtype, shape };
}

/** The input that a config describes. */
export function inputOf({ name, dtype, shape }: InputConfig): SymbolicTensor {
  const [batchSize = null, ...rest] = shape;
  return input(rest, { name, dtype, batchSize });
}
