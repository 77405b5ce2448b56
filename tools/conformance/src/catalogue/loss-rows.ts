// Rows of the losses by class: the weighted loss of a batch, and its gradient by the predictions.
import { gradients } from '@tensorloom/autograd';
import { tensor, type Tensor } from '@tensorloom/tensor-core';
import { losses } from '@tensorloom/training';
import { f, inputData, positive, type InputSpec } from '../ops/op-row.js';
import { classesOf, type CatalogueRow } from './catalogue-row.js';

type Batch = readonly [labels: InputSpec, predictions: InputSpec];

const numbers: Batch = [f(4, 3), f(4, 3)];
const positives: Batch = [positive(4, 3), positive(4, 3)];
const probabilities: InputSpec = { shape: [4, 3], low: 0.05, high: 0.95 };
const decisions: Batch = [{ shape: [4, 3], values: [0, 1, 1, 1, 0] }, probabilities];
const oneHot: InputSpec = { shape: [4, 3], values: [1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1] };
const classes: Batch = [oneHot, probabilities];
const indices: InputSpec = { shape: [4], dtype: 'int32', values: [2, 0, 1, 2] };
const signs: Batch = [{ shape: [4, 3], values: [1, -1, -1, 1, 1] }, f(4, 3)];
const triples: Batch = [{ shape: [4], values: [0] }, f(4, 3, 5)];
const speech: Batch = [{ shape: [4, 2], dtype: 'int32', values: [1, 2, 2, 2, 1, 0, 3, 1] }, f(4, 6, 4)];

const withLogits = { about: 'from logits' };

function lossRow(make: () => losses.Loss, [labels, predictions]: Batch, { about = '' } = {}): CatalogueRow {
  return {
    of: make().constructor.name,
    about,
    run: () => {
      const [yTrue, yPred, weights] = [labels, predictions, { shape: [4], low: 0.5, high: 2 }].map((input, index) =>
        tensor(inputData(input, index + 1)),
      ) as [Tensor, Tensor, Tensor];
      const loss = make().call(yTrue, yPred, weights);
      return { loss, gradient: gradients(loss, [yPred])[0] };
    },
  };
}

/** All of them. */
export const lossRows: readonly CatalogueRow[] = [
  lossRow(() => new losses.BinaryCrossentropy(), decisions),
  lossRow(
    () => new losses.BinaryCrossentropy({ fromLogits: true, labelSmoothing: 0.1 }),
    [decisions[0], f(4, 3)],
    withLogits,
  ),
  lossRow(() => new losses.BinaryFocalCrossentropy({ applyClassBalancing: true }), decisions),
  lossRow(() => new losses.BinaryFocalCrossentropy({ fromLogits: true }), [decisions[0], f(4, 3)], withLogits),
  lossRow(() => new losses.CategoricalCrossentropy({ labelSmoothing: 0.1 }), classes),
  lossRow(() => new losses.CategoricalCrossentropy({ fromLogits: true }), [oneHot, f(4, 3)], withLogits),
  lossRow(() => new losses.CategoricalFocalCrossentropy(), classes),
  lossRow(() => new losses.CategoricalFocalCrossentropy({ fromLogits: true }), [oneHot, f(4, 3)], withLogits),
  lossRow(() => new losses.CategoricalHinge(), [oneHot, f(4, 3)]),
  lossRow(() => new losses.CosineSimilarity(), numbers),
  lossRow(() => new losses.CTC(), speech),
  lossRow(() => new losses.Dice(), decisions),
  lossRow(() => new losses.Hinge(), signs),
  lossRow(() => new losses.Huber(), numbers),
  lossRow(() => new losses.KLDivergence(), [probabilities, probabilities]),
  lossRow(() => new losses.LogCosh(), numbers),
  lossRow(() => new losses.MeanAbsoluteError(), numbers),
  lossRow(() => new losses.MeanAbsolutePercentageError(), positives),
  lossRow(() => new losses.MeanBiasError(), numbers),
  lossRow(() => new losses.MeanSquaredError(), numbers),
  lossRow(() => new losses.MeanSquaredLogarithmicError(), positives),
  lossRow(() => new losses.Poisson(), positives),
  lossRow(() => new losses.RootMeanSquaredError(), numbers),
  lossRow(() => new losses.SparseCategoricalCrossentropy(), [indices, probabilities]),
  lossRow(
    () => new losses.SparseCategoricalCrossentropy({ fromLogits: true, ignoreClass: 1 }),
    [indices, f(4, 3)],
    withLogits,
  ),
  lossRow(() => new losses.SquaredHinge(), signs),
  lossRow(() => new losses.Triplet(), triples),
  lossRow(() => new losses.Tversky({ alpha: 0.3, beta: 0.7 }), decisions),
];

/** Names of the exported losses. */
export const lossNames: readonly string[] = classesOf(losses, losses.Loss);
