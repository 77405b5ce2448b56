// What to store first where a value reads more memory than one kernel can bind.
import { LimitError } from '@tensorloom/tensor-core';
import type { Graph } from './graph.js';
import { isAnchor } from './op-class.js';

/** Stands for the numbers of the host, which share one binding. */
const HOST = -1;

/** Memory that a value's expression reads. */
function memoryRead(graph: Graph, value: number, inMemory: (value: number) => boolean): ReadonlySet<number> {
  const read = new Set<number>();
  const seen = new Set<number>();
  const visit = (at: number): void => {
    if (seen.has(at)) return;
    seen.add(at);
    const node = graph.value(at);
    const anchored = isAnchor(graph.classAt(at));
    if (node.op === 'input') read.add(node.kind === 'host' ? HOST : at);
    else if (at !== value && (anchored || inMemory(at))) read.add(at);
    else node.inputs.forEach(visit);
  };
  visit(value);
  return read;
}

/** True if a kernel can read all that a value is computed from. */
export function fitsRoom(graph: Graph, value: number, inMemory: (value: number) => boolean, room: number): boolean {
  return memoryRead(graph, value, inMemory).size <= room;
}

/**
 * The largest part on the way to a value that a kernel of its own can compute.
 *
 * @param inMemory values that are stored anyway
 * @param room memory that such a kernel can read
 * @throws LimitError if no part reads more than one memory, so that storing one would not help
 */
export function partToStore(graph: Graph, value: number, inMemory: (value: number) => boolean, room: number): number {
  for (let at = value; ;) {
    const parts = graph
      .node(at)
      .inputs.map((input) => graph.memoryOf(input))
      .filter((part) => graph.classAt(part) !== 'input' && !inMemory(part))
      .map((part) => ({ part, reads: memoryRead(graph, part, inMemory).size }))
      .filter(({ reads }) => reads > 1)
      .sort((a, b) => b.reads - a.reads);
    const [largest] = parts;
    if (!largest) {
      throw new LimitError(
        `schedule: too many operands; expected to read at most ${room} in one kernel, ` +
          `got ${memoryRead(graph, at, inMemory).size} in ${graph.describe(at)}; compute some of them in a run of their own`,
      );
    }
    if (largest.reads <= room) return largest.part;
    at = largest.part;
  }
}
