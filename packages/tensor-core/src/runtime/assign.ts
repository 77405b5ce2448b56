// Reading and assigning variables, and giving them back.
import { DisposedError } from '../errors.js';
import type { StateCell } from '../state-cell.js';
import type { Tensor } from '../tensor.js';
import { activeTrace } from '../trace.js';
import { freeCell } from './execute.js';
import { noteAssignment } from './pending.js';

/**
 * The tensor that an op recorded now reads of a variable. A trace has versions of its own: what waits for a run outside of
 * it is none of its business, since its plan will run many times.
 */
export function versionNow(cell: StateCell): Tensor {
  const trace = activeTrace();
  if (!trace) return cell.current;
  const known = trace.assignments.get(cell) ?? trace.versions.get(cell);
  if (known) return known;
  const version = cell.leaf(trace);
  trace.versions.set(cell, version);
  return version;
}

/** Gives a variable a new value with the next run. */
export function assignCell(cell: StateCell, value: Tensor): void {
  if (cell.disposed)
    throw new DisposedError(`assign to ${cell.name}: was disposed; expected a live variable; make a new one`);
  noteAssignment(cell, value);
}

/** Frees the variable's storage. An assignment that waits for a run is left out of it. */
export function releaseCell(cell: StateCell): void {
  freeCell(cell);
}
