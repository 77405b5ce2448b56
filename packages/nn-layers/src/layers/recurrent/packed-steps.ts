// Masked sequences for ops that know no masks. Knows no cell.
import {
  constant,
  cumulativeSum,
  flip,
  matmul,
  oneHot,
  slice,
  squeeze,
  sub,
  sum,
  swapAxes,
  where,
  type Tensor,
} from '@tensorloom/tensor-core';
import type { SequenceRunOptions, SequenceRunResult } from './recurrent-cell.js';

/**
 * What the steps of a cell would give under a mask. The steps that count move to the front of their row, and the op runs over
 * all; then each step reads what stood after as many steps as have counted up to it. What the op makes of the steps behind them
 * nobody reads. Both moves are products with zeros and ones, [batch, steps, steps], as are their gradients.
 *
 * @param sequence [steps, batch, features]
 * @param initial states before the first step, [batch, size] each
 * @param whole gives each state after each step, [steps, batch, size]; the first is the output, too
 */
export function runPacked(
  sequence: Tensor,
  initial: readonly Tensor[],
  { mask, reverse, zeroOutputForMask }: SequenceRunOptions & { readonly mask: Tensor },
  whole: (packed: Tensor) => readonly Tensor[],
): SequenceRunResult {
  const steps = sequence.shape[0] as number;
  const turned = (value: Tensor): Tensor => (reverse ? flip(value, 0) : value);
  const counts = turned(mask);
  const counted = cumulativeSum(swapAxes(squeeze(counts, -1), 0, 1), 1);
  // [batch, steps, places]: a step reads the place of the last step that counted; before the first, none, which gives 0.
  const places = oneHot(sub(counted, constant(1, 'int32')), steps);
  const moved = (value: Tensor, transposeA: boolean): Tensor =>
    swapAxes(matmul(places, swapAxes(value, 0, 1), { transposeA }), 0, 1);
  const packed = moved(where(counts, turned(sequence), constant(0)), true);
  const after = whole(packed).map((states) => moved(states, false));
  const first = after[0] as Tensor;
  const output = zeroOutputForMask ? where(counts, first, constant(0)) : first;
  const atEnd = (value: Tensor): Tensor => slice(value, steps - 1);
  const anyCounts = sum(counts, 0);
  return {
    outputs: turned(output),
    last: atEnd(output),
    states: after.map((states, index) => where(anyCounts, atEnd(states), initial[index] as Tensor)),
  };
}
