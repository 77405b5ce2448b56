// Cross-entropy against class indices as a function and as a class.
import {
  constant,
  oneHot,
  sparseSoftmaxCrossEntropy,
  where,
  type HostTensor,
  type Shape,
  type Tensor,
} from '@tensorloom/tensor-core';
import { checkClassLabels, classLabels } from '../labels/class-labels.js';
import { Loss, type CrossentropyOptions } from './loss.js';
import { clipProbabilities } from './probabilities.js';

/** Options of SparseCategoricalCrossentropy. */
export interface SparseCrossentropyOptions extends CrossentropyOptions {
  /** A label that costs nothing, whatever is predicted: padding, or pixels of no class (default none). It may be below 0. */
  readonly ignoreClass?: number | undefined;
}

/**
 * -ln p[label], in nats; 0 for the label `ignoreClass`.
 *
 * @param yTrue [batch, ...] or [batch, ..., 1], whole numbers in [0, classes)
 * @param yPred [batch, ..., classes], probabilities (scaled to the sum 1, then clipped to [1e-7, 1 - 1e-7]) or, with
 *   `fromLogits`, z of p = softmax(z)
 * @returns [batch, ...], float32
 * @throws ShapeError where the labels do not fit the predictions
 */
export function sparseCategoricalCrossentropy(
  yTrue: Tensor,
  yPred: Tensor,
  { fromLogits = false, ignoreClass }: Omit<SparseCrossentropyOptions, 'reduction'> = {},
): Tensor {
  const labels = classLabels('sparseCategoricalCrossentropy', yTrue, yPred);
  if (ignoreClass !== undefined) {
    const counts = labels.notEqual(ignoreClass);
    const known = where(counts, labels, constant(0, 'int32'));
    return where(counts, sparseCategoricalCrossentropy(known, yPred, { fromLogits }), constant(0));
  }
  const prediction = yPred.cast('float32');
  if (fromLogits) return sparseSoftmaxCrossEntropy(labels, prediction);
  const chosen = prediction.mul(oneHot(labels, prediction.shape.at(-1) as number)).sum(-1);
  return clipProbabilities(chosen.div(prediction.sum(-1)))
    .log()
    .neg();
}

/**
 * `sparseCategoricalCrossentropy`, weighted and reduced: for labels that are class indices.
 *
 * @example
 * new SparseCategoricalCrossentropy().call(tensor([1, 2]), tensor([[0.05, 0.95, 0], [0.1, 0.8, 0.1]]));   // 1.177
 */
export class SparseCategoricalCrossentropy extends Loss {
  readonly fromLogits: boolean;
  readonly ignoreClass: number | undefined;

  constructor(options: SparseCrossentropyOptions = {}) {
    super(options, ['fromLogits', 'ignoreClass']);
    this.fromLogits = options.fromLogits ?? false;
    this.ignoreClass = options.ignoreClass;
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return sparseCategoricalCrossentropy(yTrue, yPred, this);
  }

  /** As of every loss; labels `ignoreClass` are left out of the mean as well. */
  override call(yTrue: Tensor, yPred: Tensor, sampleWeight?: Tensor, mask?: Tensor): Tensor {
    if (this.ignoreClass === undefined) return super.call(yTrue, yPred, sampleWeight, mask);
    const counts = classLabels('sparseCategoricalCrossentropy', yTrue, yPred).notEqual(this.ignoreClass);
    return super.call(yTrue, yPred, sampleWeight, mask ? counts.logicalAnd(mask) : counts);
  }

  override checkLabels(op: string, labels: HostTensor, predictionShape: Shape): void {
    checkClassLabels(op, labels, predictionShape, this.ignoreClass);
  }
}
