// Finds values whose expression would be too long for one kernel: endless chains, and trees of views that branch at each level.
import type { Graph } from './graph.js';
import { isAnchor } from './op-class.js';

/** Steps from memory that one kernel computes for one value. */
const LONGEST = 128;

/** Values that are stored lest an expression be too long. */
export interface LongValues {
  /** Values with an expression that is too long in itself: no kernel goes on from one. */
  readonly ends: ReadonlySet<number>;
  /** Values on the way of others that had better be stored anyway: so equal steps of a loop are cut alike. */
  readonly waypoints: ReadonlySet<number>;
}

/**
 * Values to store so that no expression is longer: a kernel's text has an end, and so has the stack of who writes it.
 * A value that is asked for at two places, through different views, is written twice.
 *
 * @param dear values that had better be stored
 */
export function longValues(graph: Graph, must: ReadonlySet<number>, dear: ReadonlySet<number>): LongValues {
  const [ends, waypoints] = [new Set<number>(), new Set<number>()];
  const isStored = (value: number): boolean => must.has(value) || ends.has(value) || waypoints.has(value);
  graph.values.forEach((node, position) => {
    if (node.op === 'input' || node.op === 'reshape' || isAnchor(graph.classAt(position)) || must.has(position)) return;
    const way = longWay(graph, position, isStored);
    if (!way) return;
    for (const value of way) if (value !== position && dear.has(value)) waypoints.add(value);
    if (longWay(graph, position, isStored)) ends.add(position);
  });
  return { ends, waypoints };
}

/** The values that an expression goes through, if it is too long. Counts values at places; a place is known by the views that lead to it. */
function longWay(graph: Graph, root: number, isStored: (value: number) => boolean): ReadonlySet<number> | undefined {
  const way = new Set<number>();
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
    if (seen.size > LONGEST) return way;
    const node = graph.value(value);
    const kind = graph.classAt(value);
    if (node.op === 'input' || isAnchor(kind) || (value !== root && isStored(value))) continue;
    way.add(value);
    const moves = kind === 'view' || kind === 'lookup';
    node.inputs.forEach((input, index) => {
      stack.push([input, moves ? numberOf(`${place}/${value}/${node.op === 'concat' ? index : 0}`) : place]);
    });
  }
  return undefined;
}
