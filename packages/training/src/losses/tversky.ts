// Tversky loss as a function and as a class.
import { checkRange, constant, sub, type Tensor } from '@tensorloom/tensor-core';
import { alignTargets } from '../labels/align-targets.js';
import { Loss, type LossOptions } from './loss.js';

/** Options of Tversky. */
export interface TverskyOptions extends LossOptions {
  /** Weight of false positives, at least 0 (default 0.5). */
  readonly alpha?: number;
  /** Weight of false negatives, at least 0 (default 0.5). */
  readonly beta?: number;
}

/**
 * 1 - (TP + 1e-7) / (TP + alpha · FP + beta · FN + 1e-7), over all of each example, with TP = Σ yTrue · yPred,
 * FP = Σ (1 - yTrue) · yPred and FN = Σ yTrue · (1 - yPred). With both weights 0.5 it is Dice. Each example counts alike, see
 * `dice`. Salehi et al. 2017.
 *
 * @param yTrue [batch, ...], 0 or 1
 * @param yPred [batch, ...], in [0, 1]
 * @returns [batch], float32 in [0, 1]
 * @throws ShapeError where the shapes differ
 */
export function tversky(
  yTrue: Tensor,
  yPred: Tensor,
  { alpha = 0.5, beta = 0.5 }: Pick<TverskyOptions, 'alpha' | 'beta'> = {},
): Tensor {
  const { target, prediction } = alignTargets('tversky', yTrue, yPred);
  const [batch] = target.shape as readonly [number];
  const [p, q] = [target.reshape([batch, -1]), prediction.reshape([batch, -1])];
  const one = constant(1);
  const positives = p.mul(q).sum(-1).add(constant(1e-7));
  const falsePositives = sub(one, p).mul(q).sum(-1).mul(constant(alpha));
  const falseNegatives = p.mul(sub(one, q)).sum(-1).mul(constant(beta));
  return sub(one, positives.div(positives.add(falsePositives).add(falseNegatives)));
}

/** `tversky`, weighted and reduced: overlap of regions, with weights for the two kinds of errors. */
export class Tversky extends Loss {
  readonly alpha: number;
  readonly beta: number;

  constructor(options: TverskyOptions = {}) {
    super(options, ['alpha', 'beta']);
    this.alpha = checkRange('Tversky', 'alpha', options.alpha ?? 0.5, 0, Infinity);
    this.beta = checkRange('Tversky', 'beta', options.beta ?? 0.5, 0, Infinity);
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return tversky(yTrue, yPred, this);
  }
}
