// What the bench needs of a library for one computation. Knows no library.

/** A computation of one library, ready to be called again and again. */
export interface KernelContestant {
  readonly library: string;
  /** The adapter's own words, or what computes instead of one. */
  readonly adapter: string;
  /** None where the processor computes: a call is then finished when it returns. */
  readonly device: GPUDevice | undefined;
  /** Before calls in a row: makes this the one that its library computes with, where libraries know only one at a time. */
  readonly begin: () => Promise<void>;
  /** Asks for one result; the one before is given back. The first call brings the operands to the device. */
  readonly call: () => Promise<void>;
  /** Submits what is not submitted yet; resolves when all calls are finished. */
  readonly settle: () => Promise<void>;
  /** The last call's result, in the order of elements that Tensorloom has. */
  readonly result: () => Promise<Float32Array>;
  readonly dispose: () => void;
}
