// Numbers on the host that training changes: what an optimizer counts, where the stream of random keys is. Snapshots hold them.
const live = new Set<WeakRef<HostCell>>();
const collected = new FinalizationRegistry<WeakRef<HostCell>>((ref) => live.delete(ref));

/** A number that belongs to training as variables do: when a device is recovered, it goes back with them. */
export class HostCell {
  constructor(public value: number) {
    const ref = new WeakRef(this);
    live.add(ref);
    collected.register(this, ref);
  }
}

/** The numbers of this moment; what it returns puts them back. */
export function saveHostCells(): () => void {
  const saved = [...live].map((ref) => [ref, ref.deref()?.value] as const);
  return () => {
    for (const [ref, value] of saved) {
      const cell = ref.deref();
      if (cell && value !== undefined) cell.value = value;
    }
  };
}

/** What was added to numbers, by number. */
export type Counts = Map<HostCell, number>;

/** Does something that counts, and adds to `counts` what it has counted. */
export function count(counts: Counts, action: () => void): void {
  const before = [...live].map((ref) => {
    const cell = ref.deref();
    return [cell, cell?.value ?? 0] as const;
  });
  action();
  for (const [cell, value] of before)
    if (cell && cell.value !== value) counts.set(cell, (counts.get(cell) ?? 0) + cell.value - value);
}

/** The run for which it was counted did not happen. What others have counted meanwhile stays. */
export function takeBack(counts: Counts): void {
  for (const [cell, added] of counts) cell.value -= added;
}
