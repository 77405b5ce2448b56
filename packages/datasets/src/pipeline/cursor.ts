// One walk through a data set: the interface between the operators of a pipeline. Knows no operator.
import type { Rows } from './rows.js';

/**
 * A position in a data set. The consumer says how many elements it wants, so that each operator works in runs as large
 * as those behind it can use, and no larger.
 */
export interface Cursor<T> {
  /**
   * The next elements: at least one, at most `limit`; undefined at the end and ever after.
   *
   * One pull at a time: wait for its promise before the next one.
   */
  pull(limit: number): Promise<Rows<T> | undefined>;
  /** Ends the walk and whatever works for it in the background. */
  close(): Promise<void>;
}

/** Begins a new walk. */
export type OpenCursor<T> = () => Cursor<T>;
