// Rows at other sizes: around the lanes of subgroups and workgroups, and at none. Made from any row whose op takes them.
import { tensor } from '@tensorloom/tensor-core';
import { inputData, row, type InputSpec, type OpRow } from '../ops/op-row.js';

/** Extents around 4, 8, 16, 32, 64, 128 and 256 lanes, and none at all. */
const extents = [0, 1, 3, 7, 31, 33, 63, 65, 127, 129, 257] as const;
/** Fewer for the axis before the last: rows, where the last one is columns. */
const rowExtents: readonly number[] = [0, 1, 33, 257];
/** Elements that the float64 CPU computes in no time. */
const largestResult = 1 << 18;

/** The inputs with another extent at an axis counted from the last, where they do not repeat along it. */
function stretched(inputs: readonly InputSpec[], fromLast: number, extent: number): readonly InputSpec[] | undefined {
  const own = inputs.map(({ shape }) => shape.at(-1 - fromLast) ?? 1);
  const longest = Math.max(...own);
  if (longest <= 1 || longest === extent) return undefined;
  return inputs.map((input, position) => {
    if (own[position] !== longest) return input;
    const axis = input.shape.length - 1 - fromLast;
    return { ...input, shape: input.shape.map((old, at) => (at === axis ? extent : old)) };
  });
}

/** Whether the op takes inputs of these shapes: a rule broken is an error while it is recorded. */
function takes({ run }: OpRow, inputs: readonly InputSpec[]): boolean {
  try {
    return run(...inputs.map((input, index) => tensor(inputData(input, index + 1)))).size <= largestResult;
  } catch {
    return false;
  }
}

/** The row at every size that its op takes; sums of more elements may err more. */
export function stretchedRows(of: OpRow): readonly OpRow[] {
  const wanted = [0, 1].flatMap((fromLast) =>
    (fromLast === 0 ? extents : rowExtents).map((extent) => ({ fromLast, extent })),
  );
  return wanted.flatMap(({ fromLast, extent }) => {
    const inputs = stretched(of.inputs, fromLast, extent);
    if (inputs === undefined || !takes(of, inputs)) return [];
    const about = `${of.about} (${extent} at axis ${-1 - fromLast})`.trim();
    return [row(of.op, about, inputs, of.run, { tolerance: 4 * (of.tolerance ?? 1e-5) })];
  });
}
