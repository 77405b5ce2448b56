// How fast a training run was, over all of its epochs. Knows no trainer.
import type { EpochSummary } from 'tensorloom';

/** Collects the speed of the epochs; validation does not count. */
export class Pace {
  #epochs = 0;
  #seconds = 0;
  #steps = 0;
  #stepping = 0;

  /** Takes an epoch in. */
  add({ seconds, step, stepsPerSecond }: Pick<EpochSummary, 'seconds' | 'step' | 'stepsPerSecond'>): void {
    // The rate leaves each epoch's first step out.
    const counted = Math.max(1, step - 1);
    this.#epochs++;
    this.#seconds += seconds;
    this.#steps += counted;
    this.#stepping += counted / stepsPerSecond;
  }

  /** Mean over the epochs, in seconds. */
  get secondsPerEpoch(): number {
    return this.#seconds / this.#epochs;
  }

  /** Steps in a second, the first one of each epoch left out. */
  get stepsPerSecond(): number {
    return this.#steps / this.#stepping;
  }
}
