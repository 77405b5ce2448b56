// The way back through a function at some arguments, each of them a node of its own.
import { DTypeError, isFloat, zerosLike, type Tensor } from '@tensorloom/tensor-core';
import { pullBack } from '../backward/pull-back.js';
import { expectTensor, resolveTargets } from '../check-operands.js';
import { independent } from './independent.js';

/** The value of a function with the way back from it. */
export interface PullbackAt {
  readonly value: Tensor;
  /** One gradient for each argument; zeros where none flows. */
  readonly pull: (gradOutput: Tensor) => Tensor[];
}

/**
 * Records `fn` at `inputs`.
 *
 * @param op the name that the user called, for messages
 * @throws DTypeError for arguments or results that are no floats
 */
export function pullbackAt(op: string, fn: (...inputs: Tensor[]) => Tensor, inputs: readonly Tensor[]): PullbackAt {
  const own = resolveTargets(op, inputs).map(independent);
  const value = expectTensor(op, 'result', fn(...own)).resolve();
  if (!isFloat(value.dtype)) {
    throw new DTypeError(
      `${op}: the result has no derivative; expected float32, got ${value.dtype}; cast() what it is made of`,
    );
  }
  const targets = own.map((tensor) => ({ tensor, isLeaf: true }));
  const pull = (gradOutput: Tensor): Tensor[] =>
    pullBack(value, gradOutput, targets).map((gradient, index) => gradient ?? zerosLike(own[index] as Tensor));
  return { value, pull };
}
