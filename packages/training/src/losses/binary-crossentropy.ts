// Binary cross-entropy as a function and as a class.
import { constant, IndexRangeError, maximum, sub, type HostTensor, type Tensor } from '@tensorloom/tensor-core';
import { alignTargets, perExample } from '../labels/align-targets.js';
import { Loss, type SmoothingOptions } from './loss.js';
import { checkSmoothing, smoothed } from './label-smoothing.js';
import { clipProbabilities } from './probabilities.js';

/** max(z, 0) - z y + ln(1 + e^-|z|): no overflow for any z. max, not relu: half its gradient at 0 makes that of the whole sigmoid(0) - y. */
function fromLogit(target: Tensor, logit: Tensor): Tensor {
  return maximum(logit, constant(0)).sub(logit.mul(target)).add(logit.abs().neg().exp().log1p());
}

function fromProbability(target: Tensor, probability: Tensor): Tensor {
  const p = clipProbabilities(probability);
  const one = constant(1);
  return target
    .mul(p.log())
    .add(sub(one, target).mul(sub(one, p).log()))
    .neg();
}

/** The cross-entropy of each element, of its shape. */
export function elementCrossentropy(target: Tensor, prediction: Tensor, fromLogits: boolean): Tensor {
  return (fromLogits ? fromLogit : fromProbability)(target, prediction);
}

/**
 * -(y ln p + (1 - y) ln(1 - p)), averaged over the last axis, in nats.
 *
 * @param yTrue [batch, ..., d], in [0, 1]
 * @param yPred [batch, ..., d], probabilities (clipped to [1e-7, 1 - 1e-7]) or, with `fromLogits`, z of p = sigmoid(z)
 * @returns [batch, ...], float32
 * @throws ShapeError where the shapes differ
 */
export function binaryCrossentropy(
  yTrue: Tensor,
  yPred: Tensor,
  { fromLogits = false, labelSmoothing = 0 }: Omit<SmoothingOptions, 'reduction'> = {},
): Tensor {
  const { target, prediction } = alignTargets('binaryCrossentropy', yTrue, yPred);
  return elementCrossentropy(smoothed(target, labelSmoothing, 2), prediction, fromLogits).mean(-1);
}

/**
 * `binaryCrossentropy`, weighted and reduced: for labels 0 and 1 and a model with one output (or several independent ones).
 * Labels and predictions of shape [batch] count as [batch, 1].
 */
export class BinaryCrossentropy extends Loss {
  readonly fromLogits: boolean;
  readonly labelSmoothing: number;

  constructor(options: SmoothingOptions = {}) {
    super(options, ['fromLogits', 'labelSmoothing']);
    this.fromLogits = options.fromLogits ?? false;
    this.labelSmoothing = checkSmoothing('BinaryCrossentropy', options);
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return binaryCrossentropy(...perExample(yTrue, yPred), this);
  }

  override checkLabels(op: string, { data }: HostTensor): void {
    const at = data.findIndex((label) => !(label >= 0 && label <= 1));
    if (at < 0) return;
    throw new IndexRangeError(
      `${op}: label out of range for BinaryCrossentropy; expected values in [0, 1], got ${data[at]} at position ${at}; ` +
        'for classes 0, 1, 2, ... use SparseCategoricalCrossentropy and one output for each',
    );
  }
}
