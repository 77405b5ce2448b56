// Lays a schedule out in memory: lifetimes by kernel order, offsets in the arena.
import { layOut, type Lifetime } from '../memory/arena-layout.js';
import { deviceBytes } from '../memory/host-bytes.js';
import type { Schedule } from '../schedule/schedule.js';
import { directOutputs } from './direct-outputs.js';

/** Offsets of stored values in the arena, in bytes, and its size. */
export interface MemoryLayout {
  readonly offsets: ReadonlyMap<number, number>;
  readonly size: number;
  /** Indices of outputs that lie in the caller's buffer from the start, by value. */
  readonly direct: ReadonlyMap<number, number>;
}

/** Places every stored value that is written neither into a variable nor into a buffer of the caller's. */
export function layOutSchedule(schedule: Schedule, halves: boolean): MemoryLayout {
  const direct = directOutputs(schedule, halves);
  const { offsets, size } = layOut(lifetimesOf(schedule, direct, halves));
  const shared = [...schedule.reuses].map(([value, home]) => [value, offsets.get(home) as number] as const);
  return { offsets: new Map([...offsets, ...shared]), size, direct };
}

/** From which kernel to which each of those values is alive; one that takes another's place lengthens the life of that one. */
export function lifetimesOf(
  { graph, kernels, outputs, copies, inPlace, reuses }: Schedule,
  direct: MemoryLayout['direct'],
  halves: boolean,
): readonly Lifetime[] {
  const homeOf = (value: number): number => reuses.get(value) ?? value;
  const first = new Map<number, number>();
  const last = new Map<number, number>();
  kernels.forEach(({ stores, loads }, step) => {
    // No kernel stores a tensor of no elements, but one that binds it needs a place that is nothing else's.
    const computed = loads.filter((value) => graph.classAt(value) !== 'input');
    for (const value of [...stores, ...computed].map(homeOf)) if (!first.has(value)) first.set(value, step);
    for (const value of [...stores, ...loads].map(homeOf)) last.set(value, step);
  });
  for (const value of [...outputs, ...copies.map(({ from }) => from)]) last.set(homeOf(value), kernels.length);
  const lifetimes: Lifetime[] = [];
  for (const [value, step] of first) {
    if (inPlace.has(value) || direct.has(value)) continue;
    lifetimes.push({
      key: value,
      bytes: deviceBytes(graph.value(value), halves),
      first: step,
      last: last.get(value) as number,
    });
  }
  return lifetimes;
}
