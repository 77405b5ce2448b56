// Measures the first step of a training run from outside: the time between the first batch and the wish for a second one.
import { synchronize, type Dataset, type ImageBatch } from 'tensorloom';

/** Batches as they come, and how long the first of them kept the trainer and the device busy. */
export class TimedStart implements AsyncIterable<ImageBatch> {
  /** Seconds of the first step: tracing, planning, compiling shaders, computing. Undefined before its end. */
  seconds: number | undefined;
  /** Whether a batch has been given away. */
  begun = false;
  readonly size: number | undefined;

  constructor(private readonly batches: Dataset<ImageBatch>) {
    this.size = batches.size;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<ImageBatch, void, undefined> {
    for await (const batch of this.batches) {
      const began = performance.now();
      this.begun = true;
      yield batch;
      if (this.seconds !== undefined) continue;
      await synchronize();
      this.seconds = (performance.now() - began) / 1000;
    }
  }
}
