// Pooling over all of the spatial axes, however many there are.
import { ShapeError } from '../../errors.js';
import { checkOptions } from '../../options/check-options.js';
import { formatShape } from '../../shape.js';
import type { Tensor } from '../../tensor.js';
import { expectTensor, floatOperand } from '../operands.js';
import { max, mean, type ReduceOptions } from '../reduction.js';
import { checkDataFormat, type DataFormat } from '../windows/data-format.js';

/** Options of the global poolings. */
export interface GlobalPoolOptions extends ReduceOptions {
  /** Default 'channelsLast'. */
  readonly dataFormat?: DataFormat;
}

function overSpace(op: string, reduce: typeof max, input: Tensor, options: GlobalPoolOptions): Tensor {
  checkOptions(op, options, ['keepDims', 'dataFormat']);
  const value = floatOperand(op, expectTensor(op, input));
  const first = checkDataFormat(op, options.dataFormat) === 'channelsLast' ? 1 : 2;
  const axes = Array.from({ length: value.rank - 2 }, (_, axis) => axis + first);
  if (axes.length === 0 || axes.some((axis) => value.shape[axis] === 0)) {
    throw new ShapeError(
      `${op}: nothing to pool; expected spatial axes with elements beside batch and channels, got ${formatShape(value.shape)}; ` +
        'check the shape',
    );
  }
  return reduce(value, axes, { keepDims: options.keepDims ?? false });
}

/**
 * Mean over all spatial axes.
 *
 * @param input [batch, ...spatial, channels], float32
 * @returns [batch, channels]; with `keepDims` spatial axes stay with size 1
 * @throws ShapeError where there is nothing to average
 */
export function globalAveragePool(input: Tensor, options: GlobalPoolOptions = {}): Tensor {
  return overSpace('globalAveragePool', mean, input, options);
}

/**
 * Largest element over all spatial axes; NaN if there is one. Gradient: shared equally among the largest.
 *
 * @param input [batch, ...spatial, channels], float32
 * @returns [batch, channels]; with `keepDims` spatial axes stay with size 1
 * @throws ShapeError where there is nothing to compare
 */
export function globalMaxPool(input: Tensor, options: GlobalPoolOptions = {}): Tensor {
  return overSpace('globalMaxPool', max, input, options);
}
