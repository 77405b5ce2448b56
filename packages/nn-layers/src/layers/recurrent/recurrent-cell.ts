// What recurrent layers repeat for each step of a sequence: the base of all cells. Knows no layer around it.
import { scan, where, zeros, type Tensor } from '@tensorloom/tensor-core';
import { Layer } from '../../layer.js';
import type { SymbolicShape } from '../../symbolic-shape.js';

/** A tensor with the states beside it, one tensor [batch, size] for each state. */
export type WithStates<States extends readonly Tensor[] = readonly Tensor[]> = readonly [Tensor, ...States];

/** Shapes of such. */
export type ShapesWithStates = readonly [SymbolicShape, ...SymbolicShape[]];

/** How a cell goes through a sequence. */
export interface SequenceRunOptions {
  readonly training: boolean;
  /** Which steps count, bool [steps, batch, 1]; undefined where all do. */
  readonly mask: Tensor | undefined;
  /** From the last step to the first; outputs stay where their inputs were. */
  readonly reverse: boolean;
  /** Gives 0 where a step does not count, instead of the output before. */
  readonly zeroOutputForMask: boolean;
}

/** What a cell makes of a sequence. */
export interface SequenceRunResult {
  /** [steps, batch, size] */
  readonly outputs: Tensor;
  /** [batch, size]: the output of the step that came last. */
  readonly last: Tensor;
  /** After that step. */
  readonly states: readonly Tensor[];
}

/**
 * One step of a recurrent network, for `RNN` to repeat. Of one's own: `stateSizes`, `build` and `call`.
 *
 * Takes [input, ...states] and gives [output, ...states]: input [batch, features], each state [batch, size], output
 * [batch, outputSize]. (Keras's cells take and give the states as a list in the list.)
 *
 * @example
 * class Sum extends RecurrentCell {
 *   readonly stateSizes = [3];
 *   call([x, sum]: readonly [Tensor, Tensor]) { const next = sum.add(x); return [next, next] as const; }
 * }
 * const sums = new RNN(new Sum(), { returnSequences: true }).apply(steps);   // steps [batch, time, 3]
 */
export abstract class RecurrentCell extends Layer<WithStates, WithStates> {
  /** Size of each state, in order. */
  abstract readonly stateSizes: readonly number[];

  /** Size of the output; the first state's unless a cell says otherwise. */
  get outputSize(): number {
    return this.stateSizes[0] ?? 0;
  }

  /** The states before the first step: zeros unless a cell says otherwise. */
  initialStates(batch: number): readonly Tensor[] {
    return this.stateSizes.map((size) => zeros([batch, size]));
  }

  /**
   * Goes through a sequence. The default records a call for each step (`scan`): on a device all of them are one plan. Cells
   * for which an op computes the whole sequence use that.
   *
   * @param sequence [steps, batch, features], at least one step
   */
  runSequence(sequence: Tensor, states: readonly Tensor[], options: SequenceRunOptions): SequenceRunResult {
    const { training, mask, reverse, zeroOutputForMask } = options;
    const blank = zeros([sequence.shape[1] as number, this.outputSize]);
    const step = (before: readonly Tensor[], { x, counts }: { readonly x: Tensor; readonly counts?: Tensor }) => {
      const after = this.apply([x, ...before.slice(1)], { training });
      const otherwise = zeroOutputForMask ? [blank, ...before.slice(1)] : before;
      const carry = counts ? after.map((value, index) => where(counts, value, otherwise[index] as Tensor)) : after;
      return { carry, output: carry[0] as Tensor };
    };
    const { carry, outputs } = scan(
      step,
      [blank, ...states] as readonly Tensor[],
      { x: sequence, ...(mask && { counts: mask }) },
      { reverse },
    );
    return { outputs, last: carry[0] as Tensor, states: carry.slice(1) };
  }

  override computeOutputShape([[batch = null]]: ShapesWithStates): ShapesWithStates {
    return [[batch, this.outputSize], ...this.stateSizes.map((size) => [batch, size])];
  }
}
