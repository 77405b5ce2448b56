// What every lesson is: a text to read, and figures that are computed while you look.
import type { Figure } from './figure.js';

/** A worked example that runs on the default device. */
export interface Lesson {
  readonly title: string;
  /** What it is about, with its formulas. */
  readonly text: string;
  /** Records (and, where it trains, runs) the example anew. */
  readonly run: () => readonly Figure[] | Promise<readonly Figure[]>;
  /** Something to look at beside the figures. */
  readonly show?: () => string;
}
