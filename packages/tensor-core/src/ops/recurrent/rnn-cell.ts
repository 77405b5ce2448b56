// One step of a fully connected recurrent network.
import type { Tensor } from '../../tensor.js';
import { matmul } from '../contraction.js';
import { add, tanh } from '../elementwise.js';
import { cellOperands, type CellWeights } from './cell-shapes.js';

/**
 * activation(input · kernel + hidden · recurrentKernel + bias).
 *
 * @param input [batch, features], float32
 * @param hidden [batch, units]
 * @param weights kernel [features, units], recurrentKernel [units, units], bias [units]
 * @param activation of all elements (default tanh)
 * @returns [batch, units]
 * @throws ShapeError where shapes do not fit
 * @see Elman: Finding Structure in Time (1990)
 */
export function rnnCell(
  input: Tensor,
  hidden: Tensor,
  weights: CellWeights,
  activation: (value: Tensor) => Tensor = tanh,
): Tensor {
  const { x, states, kernel, recurrentKernel, bias } = cellOperands('rnnCell', 1, [input, hidden], weights);
  const sums = add(matmul(x, kernel), matmul(states[0] as Tensor, recurrentKernel));
  return activation(bias ? add(sums, bias) : sums);
}
