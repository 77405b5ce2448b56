// What the bench needs of a library: one training step, again and again. Knows no library.

/** A network of one library on its device, ready to train. */
export interface Contestant {
  readonly library: string;
  /** The adapter's own words. */
  readonly adapter: string;
  readonly device: GPUDevice;
  /** Submits a training step; resolves when the library would let a training loop go on. */
  readonly step: () => Promise<void>;
  /** Submits the steps that were put off, for a library that computes nothing until somebody waits for it. */
  readonly submit?: () => Promise<void>;
  /** The loss of the last step. Reading it waits for all steps before. */
  readonly loss: () => Promise<number>;
  readonly dispose: () => void;
}
