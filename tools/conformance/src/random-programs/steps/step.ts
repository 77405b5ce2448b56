// The form of every step: what it picks from the workbench, what it records, what it puts back.
import type { Workbench } from '../workbench.js';

/** Which values are operands. */
export type Picks = readonly [number, number, number];
/** Free choices: axes, extents, forms. Each in [0, 60). */
export type Dials = readonly [number, number, number, number, number, number];

/** Records one op, or a few, on values of the workbench. Any picks and dials do. */
export type StepFunction = (bench: Workbench, picks: Picks, dials: Dials) => void;

/** The bit of a dial. */
export function bit(dial: number, position: number): boolean {
  return ((dial >> position) & 1) === 1;
}
