// Assigning to variables and giving them back.
import { DisposedError } from '../errors.js';
import type { StateCell } from '../state-cell.js';
import type { Tensor } from '../tensor.js';
import { freeCell } from './execute.js';
import { forgetAssignment, noteAssignment } from './pending.js';

/** Gives a variable a new value with the next run. */
export function assignCell(cell: StateCell, value: Tensor): void {
  if (cell.disposed)
    throw new DisposedError(`assign to ${cell.name}: was disposed; expected a live variable; make a new one`);
  noteAssignment(cell, value);
}

/** Frees the variable's storage. */
export function releaseCell(cell: StateCell): void {
  forgetAssignment(cell);
  freeCell(cell);
}
