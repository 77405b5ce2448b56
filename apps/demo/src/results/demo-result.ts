// What a run came to, as --json prints it.

/** The result of one run; the order of its keys is that of the printed line. */
export interface DemoResult {
  readonly device: string;
  /** The GPU's name, or the processor's. */
  readonly adapter: string;
  readonly model: 'mlp' | 'cnn';
  readonly data: 'mnist' | 'generated';
  /** Epochs trained. */
  readonly epochs: number;
  /** Loss on the training images in the epoch whose weights were kept, while they changed. */
  readonly trainLoss: number;
  readonly testLoss: number;
  readonly testAccuracy: number;
  /** Mean time of a walk through the training images. */
  readonly secondsPerEpoch: number;
  /** Training steps in a second, the first one of each epoch left out. */
  readonly stepsPerSecond: number;
  /** Tracing, planning, compiling shaders and computing the first step. */
  readonly firstStepSeconds: number;
}
