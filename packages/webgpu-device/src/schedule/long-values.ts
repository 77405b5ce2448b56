// Finds values whose expression would be too long for one kernel: endless chains, and trees of views that branch at each level.
import type { Graph } from './graph.js';
import { isAnchor } from './op-class.js';

/** Steps from memory that one kernel computes for one value. */
const LONGEST = 128;

/**
 * Values to store so that no expression is longer: a kernel's text has an end, and so has the stack of who writes it.
 * A value that is asked for at two places, through different views, is written twice.
 */
export function longValues(graph: Graph, must: ReadonlySet<number>): ReadonlySet<number> {
  const long = new Set<number>();
  const isStored = (value: number): boolean => must.has(value) || long.has(value);
  graph.values.forEach((node, position) => {
    if (node.op === 'input' || node.op === 'reshape' || isAnchor(graph.classAt(position)) || must.has(position)) return;
    if (isLong(graph, position, isStored)) long.add(position);
  });
  return long;
}

/** Counts values at places until there are too many. A place is known by the views that lead to it. */
function isLong(graph: Graph, root: number, isStored: (value: number) => boolean): boolean {
  const places = new Map<string, number>();
  const numberOf = (key: string): number => {
    const known = places.get(key);
    if (known === undefined) places.set(key, places.size);
    return known ?? places.size - 1;
  };
  const seen = new Set<number>();
  const stack: (readonly [value: number, place: number])[] = [[root, numberOf('')]];
  for (let entry = stack.pop(); entry; entry = stack.pop()) {
    const [value, place] = entry;
    const id = place * graph.values.length + value;
    if (seen.has(id)) continue;
    seen.add(id);
    if (seen.size > LONGEST) return true;
    const node = graph.value(value);
    const kind = graph.classAt(value);
    if (node.op === 'input' || isAnchor(kind) || (value !== root && isStored(value))) continue;
    const moves = kind === 'view' || kind === 'lookup';
    node.inputs.forEach((input, index) => {
      stack.push([input, moves ? numberOf(`${place}/${value}/${node.op === 'concat' ? index : 0}`) : place]);
    });
  }
  return false;
}
