// Which class is taken for which.
import { checkCount, formatShape, oneHot, ShapeError, type Tensor, type Variable } from '@tensorloom/tensor-core';
import { Metric, nameOf, type MetricLike, type MetricOptions } from '../metric.js';

/** A batch as class indices in one row. */
interface Classes {
  /** int32 [examples] */
  readonly labels: Tensor;
  readonly predictions: Tensor;
  /** float32 [examples] */
  readonly weight: Tensor | undefined;
}

/** Weights of examples by class and predicted class, [classes, classes]: rows are labels, columns predictions. */
export function confusionOf({ labels, predictions, weight }: Classes, classes: number): Tensor {
  const rows = oneHot(labels, classes).cast('float32');
  const weighted = weight ? rows.mul(weight.expandDims(1)) : rows;
  return weighted.transpose().matmul(oneHot(predictions, classes).cast('float32'));
}

/** Class indices: those given, or the places of the largest where there is an axis of classes. */
export function asClasses(value: Tensor, hasClassAxis: boolean): Tensor {
  return (hasClassAxis ? value.argmax(-1) : value).cast('int32').reshape([-1]);
}

/** A metric of the confusion matrix. */
export abstract class ConfusionMetric<Name extends string> extends Metric<Name> implements MetricLike<Name> {
  readonly numClasses: number;
  protected readonly matrix: Variable;

  constructor(className: string, name: Name, numClasses: number) {
    super(name);
    this.numClasses = checkCount(className, 'numClasses', numClasses);
    this.matrix = this.addState('confusion', [numClasses, numClasses]);
  }

  /** Class indices of labels and predictions, [examples] each. */
  protected abstract classes(yTrue: Tensor, yPred: Tensor): readonly [Tensor, Tensor];

  /** @throws ShapeError where labels, predictions or weights do not fit together */
  updateState(yTrue: Tensor, yPred: Tensor, sampleWeight?: Tensor): void {
    this.noteUpdate();
    const [labels, predictions] = this.classes(yTrue, yPred);
    if (labels.size !== predictions.size) {
      throw new ShapeError(
        `${this.name}: labels and predictions differ in number; expected one label for each prediction, ` +
          `got ${formatShape(yTrue.shape)} and ${formatShape(yPred.shape)}; check which of them have an axis of classes`,
      );
    }
    const weight = sampleWeight && spread(this.name, sampleWeight, labels.size);
    this.matrix.assign(this.matrix.add(confusionOf({ labels, predictions, weight }, this.numClasses)));
  }
}

/** One weight for each of `size` labels: given so, or one for each example of the batch. */
function spread(op: string, weight: Tensor, size: number): Tensor {
  const [batch = 1] = weight.shape;
  if (weight.size === size) return weight.cast('float32').reshape([size]);
  if (weight.size === batch && size % batch === 0) {
    return weight
      .cast('float32')
      .reshape([batch, 1])
      .broadcastTo([batch, size / batch])
      .reshape([size]);
  }
  throw new ShapeError(
    `${op}: sample weights do not fit; expected one for each of ${size} labels, got ${formatShape(weight.shape)}; pass one for each example`,
  );
}

/**
 * How often each class is predicted for each: float32 [numClasses, numClasses], rows are labels, columns predictions. For a
 * picture hand it to `confusionMatrix` of @tensorloom/charts. Not a number: for use by itself, not in a Trainer.
 *
 * Labels [batch, ...] of class indices; predictions [batch, ..., classes], or class indices.
 */
export class ConfusionMatrix<const Name extends string = 'confusionMatrix'> extends ConfusionMetric<Name> {
  /** @param numClasses number of classes; indices beyond count nowhere */
  constructor(numClasses: number, options: MetricOptions<Name> = {}) {
    super('ConfusionMatrix', nameOf('ConfusionMatrix', options, 'confusionMatrix'), numClasses);
  }

  protected override classes(yTrue: Tensor, yPred: Tensor): readonly [Tensor, Tensor] {
    const hasScores = yPred.size !== yTrue.size;
    return [asClasses(yTrue, false), asClasses(yPred, hasScores)];
  }

  protected override value(): Tensor {
    return this.matrix.add(0);
  }
}
