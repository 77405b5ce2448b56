// Which intermediates share an array: one is free again after the last step that touches it.
import type { BufferSize } from '../memory/buffer-pool.js';
import type { BufferSource, Step } from './plan-builder.js';

/** The pooled arrays of a run, and which of them each buffer is (-1 for buffers that do not come from the pool). */
export interface SharedBuffers {
  readonly sizes: readonly BufferSize[];
  readonly arrayOf: readonly number[];
}

/** Gives each pooled buffer an array from its first step to its last one; `kept` ones stay to the end of the run. */
export function shareBuffers(
  buffers: readonly BufferSource[],
  steps: readonly Pick<Step, 'uses'>[],
  kept: readonly number[],
): SharedBuffers {
  const lastUse = new Map<number, number>();
  steps.forEach(({ uses }, index) => uses.forEach((buffer) => lastUse.set(buffer, index)));
  for (const buffer of kept) lastUse.delete(buffer);
  const sizes: BufferSize[] = [];
  const arrayOf = new Array<number>(buffers.length).fill(-1);
  const free = new Map<string, number[]>();
  steps.forEach(({ uses }, index) => {
    const pooled = new Set(uses.filter((buffer) => buffers[buffer]?.from === 'pool'));
    const listOf = (buffer: number): number[] => {
      const { kind, length } = buffers[buffer] as BufferSize;
      const key = `${kind}:${length}`;
      let list = free.get(key);
      if (!list) free.set(key, (list = []));
      return list;
    };
    for (const buffer of pooled) {
      if (arrayOf[buffer] !== -1) continue;
      const { kind, length } = buffers[buffer] as BufferSize;
      arrayOf[buffer] = listOf(buffer).pop() ?? sizes.push({ kind, length }) - 1;
    }
    for (const buffer of pooled) if (lastUse.get(buffer) === index) listOf(buffer).push(arrayOf[buffer] as number);
  });
  return { sizes, arrayOf };
}
