// Cross-entropy against class indices as a function and as a class.
import { oneHot, sparseSoftmaxCrossEntropy, type HostTensor, type Shape, type Tensor } from '@tensorloom/tensor-core';
import { checkClassLabels, classLabels } from '../labels/class-labels.js';
import { Loss, type CrossentropyOptions } from './loss.js';
import { clipProbabilities } from './probabilities.js';

/**
 * -ln p[label], in nats.
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
  { fromLogits = false }: Pick<CrossentropyOptions, 'fromLogits'> = {},
): Tensor {
  const labels = classLabels('sparseCategoricalCrossentropy', yTrue, yPred);
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

  constructor({ fromLogits = false, ...options }: CrossentropyOptions = {}) {
    super(options);
    this.fromLogits = fromLogits;
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return sparseCategoricalCrossentropy(yTrue, yPred, this);
  }

  override checkLabels(op: string, labels: HostTensor, predictionShape: Shape): void {
    checkClassLabels(op, labels, predictionShape);
  }
}
