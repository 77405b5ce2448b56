// How the results of sequence ops lie along time: in slots, one more than steps, since the first state has one too.
import type { Tensor } from '../../tensor.js';
import { slice, type Range } from '../slice.js';

/** Options of ops over whole sequences. */
export interface SequenceOptions {
  /** Goes through the sequence from its last element to its first (default false); outputs stay where their inputs were. */
  readonly reverse?: boolean;
}

/**
 * Most units that sequence ops take. Each workgroup reads the whole recurrent kernel in each step: up to here it is at most
 * 4 MiB and stays in a cache. A larger one is better read once for all batch rows, by a product over the whole device.
 */
export const MOST_UNITS = 512;

/** Columns of a part of several side by side along the last axis; all of them by default. */
function within(slots: Tensor, time: Range | number, columns: Range | undefined): Tensor {
  return columns ? slice(slots, time, null, columns) : slice(slots, time);
}

/** What stands in the slots that steps led to, at the place of each step: [time, batch, ...]. */
export function slotsAfter(slots: Tensor, reverse: boolean, columns?: Range): Tensor {
  const time = (slots.shape[0] as number) - 1;
  return within(slots, reverse ? [0, time] : [1, time + 1], columns);
}

/** What stands in the slots that steps came from, at the place of each step: [time, batch, ...]. */
export function slotsBefore(slots: Tensor, reverse: boolean, columns?: Range): Tensor {
  return slotsAfter(slots, !reverse, columns);
}

/** The slot of the state before the first step: [batch, ...]. */
export function firstSlot(slots: Tensor, reverse: boolean, columns?: Range): Tensor {
  return within(slots, reverse ? (slots.shape[0] as number) - 1 : 0, columns);
}

/** The slot of the state after the last step: [batch, ...]. */
export function lastSlot(slots: Tensor, reverse: boolean, columns?: Range): Tensor {
  return firstSlot(slots, !reverse, columns);
}
