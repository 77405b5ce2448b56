// The states that a stateful layer carries from one call to the next. No weights: they are not trained, counted or saved.
import { outsideTrace, ShapeError, variable, type Tensor, type Variable } from '@tensorloom/tensor-core';

/** Variables for the states, made for the batch of the first call. */
export class CarriedStates {
  #states: readonly Variable[] | undefined;

  /**
   * The states after the call before, or those of the first call.
   *
   * @param initial gives the states before the first step
   * @throws ShapeError for another batch than before
   */
  read(path: string, batch: number, initial: (batch: number) => readonly Tensor[]): readonly Tensor[] {
    this.#states ??= outsideTrace(() =>
      initial(batch).map((state, index) => variable(state, { name: `${path}/state_${index}`, trainable: false })),
    );
    const other = this.#states.find(({ shape }) => shape[0] !== batch);
    if (!other) return this.#states;
    throw new ShapeError(
      `${path}: batch differs from the one whose states are carried on; expected ${other.shape[0]}, got ${batch}; ` +
        'cut batches to one size, or make a layer that is not stateful',
    );
  }

  /** Carries these on. */
  write(states: readonly Tensor[]): void {
    this.#states?.forEach((each, index) => each.assign(states[index] as Tensor));
  }

  /** Starts from the initial states again. */
  reset(initial: (batch: number) => readonly Tensor[]): void {
    const first = this.#states?.[0];
    if (first) this.write(initial(first.shape[0] as number));
  }
}
