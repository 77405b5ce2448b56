// Decides which assignments a kernel may write straight into the variable, and which go by way of a copy.
import type { Group } from '../form/group.js';
import type { WrittenKernel } from '../write/kernel-draft.js';
import type { Written } from '../write/write-all.js';

/** True if the kernel reads the variable nowhere but at the element that it stores, just before storing it. */
function readsOnlyWhatItStores({ loads, stores }: WrittenKernel, value: number, state: number): boolean {
  const store = stores.find((one) => one.value === value);
  if (!store) return false;
  return loads.every(
    ({ memory, linear, scope }) => memory !== state || (linear === store.linear && scope === store.scope),
  );
}

/**
 * Assignments that are written in place: value -> the variable's input. All other kernels that read the old value are put
 * before the one that overwrites it; where that would be a circle, the value is stored elsewhere and copied at the end.
 */
export function placeAssignments(
  { formation, kernels }: Written,
  assignments: readonly { readonly from: number; readonly to: number }[],
): ReadonlyMap<number, number> {
  const inPlace = new Map<number, number>();
  for (const { from, to } of assignments) {
    const owner = formation.ownerOf.get(from);
    const kernel = owner && kernels.get(owner);
    if (!owner || !kernel || !readsOnlyWhatItStores(kernel, from, to)) continue;
    const readers = [...kernels]
      .filter(([group, { loads }]) => group !== owner && loads.some(({ memory }) => memory === to))
      .map(([group]) => group);
    if (readers.some((reader: Group) => reader.reaches(owner))) continue;
    for (const reader of readers) owner.needs.add(reader);
    inPlace.set(from, to);
  }
  return inPlace;
}
