// Makes rows of gradients from rows of ops: the same inputs, the gradient of one of them as the result.
import { hostRandom, tensor, type Tensor } from '@tensorloom/tensor-core';
import { gradients } from '@tensorloom/autograd';
import { row, type InputSpec, type OpRow } from './op-row.js';

/** Positions of the inputs that a gradient is taken of. */
export function floatInputs({ inputs }: OpRow): readonly number[] {
  return inputs.flatMap(({ dtype = 'float32' }: InputSpec, index) => (dtype === 'float32' ? [index] : []));
}

/** A tensor summed with fixed weights: no error of one element hides behind another's. */
function weighted(output: Tensor): Tensor {
  const random = hostRandom(output.size, 1);
  const weights = Float32Array.from({ length: output.size }, () => 0.5 + random.uniform());
  return output.mul(tensor(weights, { shape: output.shape })).sum();
}

/** The gradient of one input of a row. */
export function gradientOf({ run }: OpRow, inputs: readonly Tensor[], input: number): Tensor {
  return gradients(weighted(run(...inputs)), [inputs[input] as Tensor], { unused: 'zeros' })[0];
}

/** One row for each float input of a row that has a gradient: its gradient on a device against the float64 CPU. */
export function gradientRows(of: OpRow): readonly OpRow[] {
  if (!of.gradient) return [];
  return floatInputs(of).map((input) => {
    const about = `${of.about === '' ? '' : `${of.about}, `}gradient of input ${input}`;
    const tolerance = Math.max(1e-4, 4 * (of.tolerance ?? 1e-5));
    return row(of.op, about, of.inputs, (...inputs) => gradientOf(of, inputs, input), { tolerance });
  });
}
