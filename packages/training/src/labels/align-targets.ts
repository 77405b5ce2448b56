// Brings labels and predictions to one shape, or says what is wrong with them. Knows no loss.
import { formatShape, sameShape, ShapeError, type Shape, type Tensor } from '@tensorloom/tensor-core';

/** Labels and predictions of one shape, float32. */
export interface Aligned {
  readonly target: Tensor;
  readonly prediction: Tensor;
}

const withoutLast = (shape: Shape): Shape => shape.slice(0, -1);

/** True if `long` is `short` with an axis of size 1 behind it. */
function hasExtraAxis(long: Shape, short: Shape): boolean {
  return long.at(-1) === 1 && sameShape(withoutLast(long), short);
}

function remedy(labels: Shape, predictions: Shape): string {
  const classes = predictions.at(-1) as number;
  const isIndex = sameShape(labels, withoutLast(predictions)) || hasExtraAxis(labels, withoutLast(predictions));
  if (!isIndex) return "make the model's last layer and the labels equally wide";
  return (
    `if the labels are class indices use SparseCategoricalCrossentropy (or oneHot(labels, ${classes})), ` +
    `else give the model's last layer 1 unit`
  );
}

/**
 * Labels and predictions of one shape. An axis of size 1 that only one of them has at the end is given to the other.
 *
 * @param yTrue labels, any dtype
 * @param yPred predictions, any dtype
 * @throws ShapeError that says what to do
 */
export function alignTargets(op: string, yTrue: Tensor, yPred: Tensor): Aligned {
  const [labels, predictions] = [yTrue.shape, yPred.shape];
  if (labels.length === 0 && predictions.length === 0) {
    throw new ShapeError(
      `${op}: no axis; expected labels and predictions [batch, ...], got scalars; wrap them in an array`,
    );
  }
  const target = yTrue.cast('float32');
  const prediction = yPred.cast('float32');
  if (sameShape(labels, predictions)) return { target, prediction };
  if (hasExtraAxis(predictions, labels)) return { target: target.expandDims(-1), prediction };
  if (hasExtraAxis(labels, predictions)) return { target, prediction: prediction.expandDims(-1) };
  throw new ShapeError(
    `${op}: labels and predictions differ in shape; expected labels ${formatShape(predictions)} for predictions ` +
      `${formatShape(predictions)}, got ${formatShape(labels)}; ${remedy(labels, predictions)}`,
  );
}

/** Labels and predictions that have only a batch axis get a second one of size 1, so that each example keeps a loss of its own. */
export function perExample(yTrue: Tensor, yPred: Tensor): readonly [Tensor, Tensor] {
  const flat = yTrue.rank === 1 && yPred.rank === 1;
  return flat ? [yTrue.expandDims(-1), yPred.expandDims(-1)] : [yTrue, yPred];
}
