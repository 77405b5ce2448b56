// Which outputs kernels write straight into the caller's buffer, and which are copied there from the arena.
import { deviceBytes } from '../memory/host-bytes.js';
import type { Schedule } from '../schedule/schedule.js';

/** A copy of less than this costs less than bind groups for buffers that change from run to run. */
const LARGE = 2 ** 20;

/** Indices of outputs that need no copy, by value: large ones that nothing else needs in the arena. */
export function directOutputs(
  { graph, kernels, outputs, copies, inPlace }: Schedule,
  halves: boolean,
): ReadonlyMap<number, number> {
  const merged = kernels.flatMap(({ segments }) => segments?.list.flatMap(({ memory }) => memory) ?? []);
  const inArena = new Set([...merged, ...copies.map(({ from }) => from)]);
  const direct = new Map<number, number>();
  outputs.forEach((value, index) => {
    const isLarge = deviceBytes(graph.value(value), halves) >= LARGE;
    const isGivenOnce = outputs.indexOf(value) === outputs.lastIndexOf(value);
    if (isLarge && isGivenOnce && !inPlace.has(value) && !inArena.has(value)) direct.set(value, index);
  });
  return direct;
}
