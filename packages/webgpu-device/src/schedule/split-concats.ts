// Joins many parts in steps, so that each step reads no more memory than one kernel can bind.
import type { Program, ProgramNode, ProgramValue } from '@tensorloom/tensor-core';

type Concat = ProgramNode & { op: 'concat' };

/** The program with no `concat` of more than `most` parts; positions of values differ from the given one's. */
export function splitConcats(program: Program, most: number): Program {
  if (!program.values.some((value) => value.op === 'concat' && value.inputs.length > most)) return program;
  const values: ProgramValue[] = [];
  const moved: number[] = [];
  const positionOf = (old: number): number => moved[old] as number;
  const shapeAt = (position: number): readonly number[] => (values[position] as ProgramValue).shape;

  /** A concat of some of the parts of `whole`; a single one stays as it is. */
  const join = (whole: Concat, parts: readonly number[]): number => {
    if (parts.length === 1) return parts[0] as number;
    const { axis } = whole.attributes;
    const extent = parts.reduce((sum, part) => sum + (shapeAt(part)[axis] as number), 0);
    return values.push({ ...whole, inputs: parts, shape: whole.shape.with(axis, extent) }) - 1;
  };
  for (const value of program.values) {
    if (value.op === 'input') {
      moved.push(values.push(value) - 1);
      continue;
    }
    let inputs = value.inputs.map(positionOf);
    while (value.op === 'concat' && inputs.length > most) {
      inputs = chunks(inputs, most).map((parts) => join(value, parts));
    }
    moved.push(values.push({ ...value, inputs }) - 1);
  }
  const outputs = program.outputs.map(positionOf);
  const assignments = program.assignments.map(({ state, value }) => ({ state, value: positionOf(value) }));
  return { values, outputs, assignments, key: program.key };
}

function chunks(list: readonly number[], size: number): number[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}
