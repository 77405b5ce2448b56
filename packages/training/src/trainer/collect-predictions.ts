// Joins the predictions of all batches to one tensor. Knows no model.
import {
  formatShape,
  sameShape,
  ShapeError,
  tensor,
  type Shape,
  type Tensor,
  type TypedArray,
} from '@tensorloom/tensor-core';

/** Reads under way at most: enough to keep a device busy, few enough to hold little of its memory. */
const READS_IN_FLIGHT = 4;

/** Gathers predictions on the host, while later batches are computed. */
export class PredictionCollector {
  readonly #parts: Promise<TypedArray>[] = [];
  #first: Tensor | undefined;
  #rows = 0;

  /** Takes the predictions of a batch [batch, ...] and gives their device memory back when they are read. */
  async add(predictions: Tensor): Promise<void> {
    this.#first ??= predictions;
    const [expected, got] = [this.#first.shape.slice(1), predictions.shape.slice(1)];
    if (!sameShape(expected, got)) {
      throw new ShapeError(
        `predict: batches give predictions of different shapes; expected ${formatShape([null, ...expected])}, got ${formatShape([null, ...got])}; predict them one by one`,
      );
    }
    this.#rows += predictions.shape[0] as number;
    const part = predictions.data().finally(() => predictions.dispose());
    part.catch(() => undefined); // awaited below, a little later
    this.#parts.push(part);
    await this.#parts.at(-1 - READS_IN_FLIGHT);
  }

  /** All predictions, [examples, ...]. Call after at least one `add`. */
  async join(): Promise<Tensor> {
    const parts = await Promise.all(this.#parts);
    const { shape, dtype } = this.#first as Tensor;
    const all: Shape = [this.#rows, ...shape.slice(1)];
    const kind = (parts[0] as TypedArray).constructor as new (length: number) => TypedArray;
    const data = new kind(all.reduce((size, extent) => size * extent, 1));
    let offset = 0;
    for (const part of parts) {
      data.set(part, offset);
      offset += part.length;
    }
    return tensor({ data, shape: all, dtype });
  }
}
