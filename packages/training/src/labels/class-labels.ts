// Labels that are class indices: their shape, and their range on the host. Knows no loss.
import {
  formatShape,
  IndexRangeError,
  sameShape,
  ShapeError,
  type HostTensor,
  type Shape,
  type Tensor,
} from '@tensorloom/tensor-core';

/**
 * Class indices as int32 in the shape of the predictions without their last axis.
 *
 * @param labels [batch, ...] or [batch, ..., 1]
 * @param predictions [batch, ..., classes]
 * @throws ShapeError that says what to do
 */
export function classLabels(op: string, labels: Tensor, predictions: Tensor): Tensor {
  const expected = predictions.shape.slice(0, -1);
  if (predictions.rank > 0 && labels.rank >= expected.length && labels.rank <= predictions.rank) {
    const kept = labels.shape.slice(0, expected.length);
    const rest = labels.shape.slice(expected.length);
    if (sameShape(kept, expected) && rest.every((extent) => extent === 1))
      return labels.reshape(expected).cast('int32');
  }
  const remedy = sameShape(labels.shape, predictions.shape)
    ? 'these labels look one-hot: use CategoricalCrossentropy (or labels.argmax(-1))'
    : 'give one class index for each example';
  throw new ShapeError(
    `${op}: labels do not fit; expected ${formatShape(expected)} class indices for predictions ${formatShape(predictions.shape)}, ` +
      `got ${formatShape(labels.shape)}; ${remedy}`,
  );
}

/** @throws IndexRangeError unless each label is a whole number in [0, classes), or the one that is ignored */
export function checkClassLabels(op: string, { data }: HostTensor, predictionShape: Shape, ignored?: number): void {
  const classes = predictionShape.at(-1) ?? 0;
  const isClass = (label: number): boolean => label >= 0 && label < classes && Number.isInteger(label);
  const at = data.findIndex((label) => !isClass(label) && label !== ignored);
  if (at < 0) return;
  const remedy =
    classes === 1
      ? 'for two classes from one output use BinaryCrossentropy'
      : "give the model's last layer one unit for each class, or correct the labels";
  throw new IndexRangeError(
    `${op}: label out of range; expected whole numbers in [0, ${classes}) for ${classes} class${classes === 1 ? '' : 'es'}, ` +
      `got label ${data[at]} at position ${at}; ${remedy}`,
  );
}
