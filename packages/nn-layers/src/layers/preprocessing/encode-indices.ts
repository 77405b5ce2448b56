// Indices of categories as numbers that a network can take: what CategoryEncoding, Discretization and IntegerLookup share.
import { checkChoice, constant, expandDims, minimum, oneHot, squeeze, sum, type Tensor } from '@tensorloom/tensor-core';
import type { SymbolicShape } from '../../symbolic-shape.js';

/**
 * `'int'`: the index itself. `'oneHot'`: each index as a row with a 1 in its place; a last axis of 1 gives way to it.
 * `'multiHot'`: of the indices along the last axis one row, 1 where an index occurs; `'count'`: how often it does.
 */
export type OutputMode = 'int' | 'oneHot' | 'multiHot' | 'count';

const outputModes: readonly OutputMode[] = ['int', 'oneHot', 'multiHot', 'count'];

/** @throws ConfigError for another word */
export function checkOutputMode(where: string, mode: unknown): OutputMode {
  return checkChoice(where, 'outputMode', mode, outputModes);
}

const endsInOne = (shape: SymbolicShape): boolean => shape.length > 1 && shape.at(-1) === 1;

/** The shape of what `encoded` gives. */
export function encodedShape(inputShape: SymbolicShape, mode: OutputMode, depth: number): SymbolicShape {
  if (mode === 'int') return inputShape;
  const several = mode !== 'oneHot' && inputShape.length > 1;
  return [...(several || endsInOne(inputShape) ? inputShape.slice(0, -1) : inputShape), depth];
}

/**
 * Indices in another form; one outside of [0, depth) is in no row.
 *
 * @param indices int32 [batch, ...]; [batch] is one index for each example
 * @returns int32 with 'int', else float32
 */
export function encoded(indices: Tensor, mode: OutputMode, depth: number): Tensor {
  if (mode === 'int') return indices;
  if (mode === 'oneHot') return oneHot(endsInOne(indices.shape) ? squeeze(indices, -1) : indices, depth);
  const listed = indices.rank > 1 ? indices : expandDims(indices, -1);
  const counts = sum(oneHot(listed, depth), -2);
  return mode === 'count' ? counts : minimum(counts, constant(1));
}
