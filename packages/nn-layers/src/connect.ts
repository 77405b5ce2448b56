// Records that a layer was applied to symbolic tensors.
import { ConfigError } from '@tensorloom/tensor-core';
import type { AnyLayer } from './layer.js';
import { leavesOf, mapStructure } from './structure.js';
import { isSymbolicShape } from './symbolic-shape.js';
import { SymbolicTensor, type Connection } from './symbolic-tensor.js';

const isSymbolic = (value: unknown): value is SymbolicTensor => value instanceof SymbolicTensor;

interface Owner {
  readonly path: string;
}

/** Asks for the path late: asking settles a layer's name. */
const refuse =
  (owner: Owner) =>
  (other: unknown): never => {
    const got = typeof other === 'object' && other !== null ? other.constructor.name : String(other);
    throw new ConfigError(
      `${owner.path}: not symbolic; expected what input() and layers on it give, got ${got}; start from input(shape)`,
    );
  };

/** The symbolic tensors of a structure. @throws ConfigError if anything else is in it */
export function symbolicLeaves(owner: Owner, value: unknown): SymbolicTensor[] {
  return leavesOf(value, isSymbolic, refuse(owner));
}

/** The symbolic outputs of one application, in the structure of their shapes. */
export function applySymbolically(
  layer: AnyLayer,
  input: unknown,
  outputShape: unknown,
  training: boolean | undefined,
): unknown {
  // A copy: a list that grows layer by layer must not change what was read from it before.
  const kept = mapStructure(input, isSymbolic, (tensor) => tensor, refuse(layer));
  const connection: Connection = { layer, input: kept, training };
  let index = 0;
  return mapStructure(
    outputShape,
    isSymbolicShape,
    (shape) => new SymbolicTensor(shape, { kind: 'connection', connection, index: index++ }),
    (value) => {
      throw new ConfigError(
        `${layer.path}: computeOutputShape gave no shape; expected [null, ...], got ${String(value)}; change it`,
      );
    },
  );
}
