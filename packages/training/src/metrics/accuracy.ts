// Share of right answers, the kind chosen by the shapes.
import { isFloat, type Tensor } from '@tensorloom/tensor-core';
import { alignTargets, perExample } from '../labels/align-targets.js';
import { binaryAccuracy } from './binary-accuracy.js';
import { categoricalAccuracy } from './categorical-accuracy.js';
import { PredictionMetric, nameOf, type MetricOptions } from './metric.js';
import { sparseCategoricalAccuracy } from './sparse-categorical-accuracy.js';

function matches(yTrue: Tensor, yPred: Tensor): Tensor {
  if (!isFloat(yPred.dtype)) {
    const { target, prediction } = alignTargets('accuracy', ...perExample(yTrue, yPred));
    return target.equal(prediction).mean(-1);
  }
  if (yPred.rank < 2 || yPred.shape.at(-1) === 1) return binaryAccuracy(yTrue, yPred, 0.5);
  const isSparse = yTrue.rank < yPred.rank || yTrue.shape.at(-1) === 1;
  return isSparse ? sparseCategoricalAccuracy(yTrue, yPred) : categoricalAccuracy(yTrue, yPred);
}

/**
 * How often predictions are right. Chosen by shape and dtype: predictions [batch, classes] with labels [batch] or [batch, 1]
 * are compared as `SparseCategoricalAccuracy` does, with labels [batch, classes] as `CategoricalAccuracy`, predictions
 * [batch, 1] as `BinaryAccuracy` with threshold 0.5; integer predictions are classes already and must equal the labels.
 */
export class Accuracy<const Name extends string = 'accuracy'> extends PredictionMetric<Name> {
  constructor(options: MetricOptions<Name> = {}) {
    super(nameOf('Accuracy', options, 'accuracy'));
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return matches(yTrue, yPred);
  }
}
