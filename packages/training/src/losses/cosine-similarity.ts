// Cosine similarity as a loss: a function and a class.
import { constant, maximum, type Tensor } from '@tensorloom/tensor-core';
import { alignTargets } from '../labels/align-targets.js';
import { Loss, type LossOptions } from './loss.js';

/** Options of CosineSimilarity. */
export interface CosineSimilarityOptions extends LossOptions {
  /** The axis of the vectors (default the last). */
  readonly axis?: number;
}

/** x / |x| along an axis; a vector of zeros stays. */
function unit(x: Tensor, axis: number): Tensor {
  const squares = x.square().sum(axis, { keepDims: true });
  return x.mul(maximum(squares, constant(1e-12)).rsqrt());
}

/**
 * -Σ yTrue · yPred / (|yTrue| |yPred|) along an axis: -1 for vectors of one direction, 1 for opposite ones, 0 for right angles
 * and vectors of zeros.
 *
 * @param yTrue [batch, ..., d]
 * @param yPred [batch, ..., d]
 * @returns [batch, ...], float32
 * @throws ShapeError where the shapes differ
 */
export function cosineSimilarity(
  yTrue: Tensor,
  yPred: Tensor,
  { axis = -1 }: Pick<CosineSimilarityOptions, 'axis'> = {},
): Tensor {
  const { target, prediction } = alignTargets('cosineSimilarity', yTrue, yPred);
  return unit(target, axis).mul(unit(prediction, axis)).sum(axis).neg();
}

/** `cosineSimilarity`, weighted and reduced. */
export class CosineSimilarity extends Loss {
  readonly axis: number;

  constructor(options: CosineSimilarityOptions = {}) {
    super(options, ['axis']);
    this.axis = options.axis ?? -1;
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return cosineSimilarity(yTrue, yPred, this);
  }
}
