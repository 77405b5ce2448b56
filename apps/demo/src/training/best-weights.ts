// Remembers the weights of the best epoch so far. Knows no file.
import { assignWeights, weightsOf, type Callback, type HostTensor, type Logs, type Sequential } from 'tensorloom';

/** Watches a training run; the best epoch is that of the smallest loss on the validation images. */
export class BestWeights implements Callback {
  /** Number of the best epoch; undefined before the first one with a finite loss. */
  epoch: number | undefined;
  #loss = Infinity;
  #weights: ReadonlyMap<string, HostTensor> | undefined;

  constructor(private readonly model: Sequential) {}

  async onEpochEnd(epoch: number, { valLoss = NaN }: Logs): Promise<void> {
    if (!(valLoss < this.#loss)) return;
    this.#weights = await weightsOf(this.model);
    this.#loss = valLoss;
    this.epoch = epoch;
  }

  /** Puts those weights into the model; leaves it as it is where there was no epoch to choose. */
  restore(): void {
    if (this.#weights) assignWeights(this.model, this.#weights);
  }
}
