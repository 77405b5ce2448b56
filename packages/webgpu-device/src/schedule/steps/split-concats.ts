// Joins many parts in steps, so that each step reads no more memory than one kernel can bind.
import type { DeviceNode, DeviceProgram } from './device-program.js';
import { rewrite } from './rewrite.js';

type Concat = DeviceNode & { op: 'concat' };

/** The program with no `concat` of more than `most` parts; positions of values differ from the given one's. */
export function splitConcats(program: DeviceProgram, most: number): DeviceProgram {
  if (!program.values.some((value) => value.op === 'concat' && value.inputs.length > most)) return program;
  return rewrite(program, (node, add, { valueAt }) => {
    if (node.op !== 'concat' || node.inputs.length <= most) return undefined;
    /** A concat of some of the parts; a single one stays as it is. */
    const join = (whole: Concat, parts: readonly number[]): number => {
      if (parts.length === 1) return parts[0] as number;
      const { axis } = whole.attributes;
      const extent = parts.reduce((sum, part) => sum + (valueAt(part).shape[axis] as number), 0);
      return add({ ...whole, inputs: parts, shape: whole.shape.with(axis, extent) });
    };
    let inputs = node.inputs;
    while (inputs.length > most) inputs = chunks(inputs, most).map((parts) => join(node, parts));
    return add({ ...node, inputs });
  });
}

function chunks(list: readonly number[], size: number): number[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}
