// What a training run leaves behind, as plain numbers. Knows no trainer and no chart.
import { received } from './received.js';

/** The record of a training run, as `Trainer.fit` returns it and Keras's `History` holds it. */
export interface History {
  /** `[epochs]` epoch numbers: whole, from 1, rising. They need not be consecutive (a resumed run starts later). */
  readonly epoch: readonly number[];
  /**
   * One series `[epochs]` for each name: `loss`, `accuracy`, ..., and with `val` before a capital letter the same on the
   * validation data: `valLoss`, `valAccuracy`, .... A value that is not finite stands for a gap.
   */
  readonly history: Readonly<Record<string, readonly number[]>>;
}

const RUN_FIRST = 'pass what Trainer.fit returned after at least one epoch';

/** Throws a TypeError or RangeError that starts with `op` unless `value` is a drawable {@link History}. */
export function checkHistory(op: string, value: History): void {
  const { epoch, history } = (value ?? {}) as Partial<History>;
  if (!Array.isArray(epoch) || typeof history !== 'object' || history === null) {
    throw new TypeError(
      `${op}: not a history; expected { epoch: number[], history: Record<string, number[]> }, got ${received(value)}; ${RUN_FIRST}`,
    );
  }
  if (epoch.length === 0) {
    throw new RangeError(
      `${op}: the history is empty; expected at least one epoch, got epoch of length 0; ${RUN_FIRST}`,
    );
  }
  checkEpochs(op, epoch);
  const series = Object.entries(history);
  if (series.length === 0) {
    throw new RangeError(
      `${op}: the history has no series; expected at least one, such as 'loss', got none; ${RUN_FIRST}`,
    );
  }
  for (const [name, values] of series) checkSeries(op, name, values, epoch.length);
}

function checkEpochs(op: string, epoch: readonly number[]): void {
  let previous = 0;
  for (const [index, number] of epoch.entries()) {
    if (!Number.isSafeInteger(number) || number <= previous) {
      throw new RangeError(
        `${op}: epochs must be whole, start at 1 or later and rise; expected epoch[${index}] > ${previous}, got ${received(number)}; number the epochs 1, 2, 3, ...`,
      );
    }
    previous = number;
  }
}

function checkSeries(op: string, name: string, values: unknown, epochs: number): void {
  if (!Array.isArray(values)) {
    throw new TypeError(
      `${op}: a series must be an array of numbers; expected history.${name} of length ${epochs}, got ${received(values)}; pass one number per epoch`,
    );
  }
  if (values.length !== epochs) {
    throw new RangeError(
      `${op}: a series must have one value per epoch; expected history.${name} of length ${epochs}, got length ${values.length}; put NaN where an epoch has no value`,
    );
  }
  const wrong = values.findIndex((entry) => typeof entry !== 'number');
  if (wrong !== -1) {
    throw new TypeError(
      `${op}: a series must hold numbers; expected history.${name}[${wrong}] to be a number, got ${received(values[wrong])}; put NaN where an epoch has no value`,
    );
  }
}
