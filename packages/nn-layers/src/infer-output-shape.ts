// Works an output shape out by calling a layer on zeros. The ops are only recorded: nothing ever runs.
import { ConfigError, Tensor, TensorloomError, zeros, type Shape } from '@tensorloom/tensor-core';
import type { AnyLayer } from './layer.js';
import { mapStructure } from './structure.js';
import { isSymbolicShape, type SymbolicShape } from './symbolic-shape.js';

/** Stand-ins for an unknown extent. What differs between the two in the output depends on it. */
const STAND_INS = [64, 128] as const;

let inferring = 0;

/** True while a layer is called on zeros for its shapes alone: nothing may be assigned. */
export function infersShape(): boolean {
  return inferring > 0;
}

const isTensor = (value: unknown): value is Tensor => value instanceof Tensor;

function refuse(layer: AnyLayer, reason: string): never {
  throw new ConfigError(
    `${layer.path}: output shape not known; expected call() to work on float32 zeros, got ${reason}; ` +
      'write computeOutputShape(inputShape)',
  );
}

function shapesWith(
  layer: AnyLayer,
  inputShape: unknown,
  standIn: number,
): { readonly shapes: Shape[]; readonly output: unknown } {
  const give = (shape: SymbolicShape): Tensor => zeros(shape.map((extent) => extent ?? standIn));
  const input = mapStructure(inputShape, isSymbolicShape, give, () => refuse(layer, 'no shape'));
  let output: unknown;
  inferring++;
  try {
    output = layer.call(input, { training: false, mask: undefined });
  } catch (error) {
    if (!(error instanceof TensorloomError)) throw error;
    return refuse(layer, `"${error.message}"`);
  } finally {
    inferring--;
  }
  const shapes: Shape[] = [];
  mapStructure(
    output,
    isTensor,
    ({ shape }) => shapes.push(shape),
    () => refuse(layer, 'no tensor'),
  );
  return { shapes, output };
}

/** The shapes that `call` gives for inputs of these shapes, null where they depend on a null. */
export function inferOutputShape(layer: AnyLayer, inputShape: unknown): unknown {
  const small = shapesWith(layer, inputShape, STAND_INS[0]);
  const large = shapesWith(layer, inputShape, STAND_INS[1]);
  let index = 0;
  return mapStructure(
    small.output,
    isTensor,
    ({ shape }) => {
      const other = large.shapes[index++] as Shape;
      return shape.map((extent, axis) => (extent === other[axis] ? extent : null));
    },
    () => refuse(layer, 'no tensor'),
  );
}
