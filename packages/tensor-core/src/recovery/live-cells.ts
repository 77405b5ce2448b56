// All variables that are in use, without keeping them from being collected.
import type { StateCell } from '../state-cell.js';

const live = new Set<WeakRef<StateCell>>();
const collected = new FinalizationRegistry<WeakRef<StateCell>>((ref) => live.delete(ref));

/** Notes a new variable. */
export function noteCell(cell: StateCell): void {
  const ref = new WeakRef(cell);
  live.add(ref);
  collected.register(cell, ref);
}

/** The variables whose storage is on a device. */
export function cellsOn(device: object): readonly StateCell[] {
  const cells: StateCell[] = [];
  for (const ref of live) {
    const cell = ref.deref();
    if (cell?.device === device && !cell.disposed) cells.push(cell);
  }
  return cells;
}
