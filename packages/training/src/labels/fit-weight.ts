// Brings sample weights to the rank of what they weigh. Knows no loss and no metric.
import { formatShape, ShapeError, type Tensor } from '@tensorloom/tensor-core';

/**
 * Weights in the rank of the values that they weigh.
 *
 * @param values [batch, ...]
 * @param weight [batch], [batch, 1], or any leading part of the values' shape with ones for the rest
 * @returns float32, of the values' rank, sizes equal to theirs or 1
 * @throws ShapeError for another shape
 */
export function fitWeight(op: string, values: Tensor, weight: Tensor): Tensor {
  const flat = weight.rank === values.rank + 1 && weight.shape.at(-1) === 1 ? weight.squeeze(-1) : weight;
  const missing = Math.max(0, values.rank - flat.rank);
  const shape = [...flat.shape, ...Array<number>(missing).fill(1)];
  if (shape.length !== values.rank || !shape.every((extent, axis) => extent === 1 || extent === values.shape[axis])) {
    throw new ShapeError(
      `${op}: sample weights do not fit; expected ${formatShape(values.shape)}, one for each example, ` +
        `got ${formatShape(weight.shape)}; pass weights of shape ${formatShape(values.shape.slice(0, 1))}`,
    );
  }
  return flat.reshape(shape).cast('float32');
}
