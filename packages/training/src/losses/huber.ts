// Huber's loss as a function and as a class.
import { checkRange, constant, minimum, type Tensor } from '@tensorloom/tensor-core';
import { alignTargets, perExample } from '../labels/align-targets.js';
import { Loss, type LossOptions } from './loss.js';

/** Options of Huber. */
export interface HuberOptions extends LossOptions {
  /** Where squares end and absolute values begin, above 0 (default 1). */
  readonly delta?: number;
}

/**
 * With e = |yTrue - yPred|: e² / 2 up to delta, delta · e - delta² / 2 beyond, averaged over the last axis. Its gradient never
 * exceeds delta. Huber 1964, with the 1/2.
 *
 * @param yTrue [batch, ..., d]
 * @param yPred [batch, ..., d]; where one of both lacks a last axis of size 1 it is added
 * @returns [batch, ...], float32
 * @throws ShapeError where the shapes differ
 */
export function huber(yTrue: Tensor, yPred: Tensor, { delta = 1 }: Pick<HuberOptions, 'delta'> = {}): Tensor {
  const { target, prediction } = alignTargets('huber', yTrue, yPred);
  const error = prediction.sub(target).abs();
  // With q = min(e, delta) both branches are q (e - q / 2).
  const quadratic = minimum(error, constant(delta));
  return quadratic.mul(error.sub(quadratic.mul(constant(0.5)))).mean(-1);
}

/** `huber`, weighted and reduced: squares for small errors, absolute values for outliers. */
export class Huber extends Loss {
  readonly delta: number;

  constructor(options: HuberOptions = {}) {
    super(options, ['delta']);
    this.delta = checkRange('Huber', 'delta', options.delta ?? 1, Number.MIN_VALUE, Infinity);
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return huber(...perExample(yTrue, yPred), this);
  }
}
