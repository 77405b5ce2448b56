// Dice loss as a function and as a class.
import { constant, sub, type Tensor } from '@tensorloom/tensor-core';
import { alignTargets } from '../labels/align-targets.js';
import { Loss } from './loss.js';

/**
 * 1 - (2 Σ yTrue · yPred + 1e-7) / (Σ yTrue + Σ yPred + 1e-7), over all of each example. Keras sums over the whole batch unless
 * told otherwise; here each example counts alike, so that weights and reductions mean what they do elsewhere.
 * Milletari, Navab and Ahmadi 2016; Dice 1945.
 *
 * @param yTrue [batch, ...], 0 or 1
 * @param yPred [batch, ...], in [0, 1]
 * @returns [batch], float32 in [0, 1]
 * @throws ShapeError where the shapes differ
 */
export function dice(yTrue: Tensor, yPred: Tensor): Tensor {
  const { target, prediction } = alignTargets('dice', yTrue, yPred);
  const [batch] = target.shape as readonly [number];
  const [p, q] = [target.reshape([batch, -1]), prediction.reshape([batch, -1])];
  const epsilon = constant(1e-7);
  const shared = p.mul(q).sum(-1).mul(constant(2)).add(epsilon);
  return sub(constant(1), shared.div(p.sum(-1).add(q.sum(-1)).add(epsilon)));
}

/** `dice`, weighted and reduced: for the overlap of two regions. */
export class Dice extends Loss {
  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return dice(yTrue, yPred);
  }
}
