// A program that says of each of its floats whether all elements are finite, and assigns nothing.
import { isFloat } from '../dtype.js';
import type { Program, ProgramNode, ProgramValue } from '../program.js';
import { LoweredProgram } from '../program.js';
import { none } from '../record.js';

/** The program, and which value each of its outputs tells of. */
export interface CheckedProgram {
  readonly program: Program;
  readonly watched: readonly number[];
}

/** Floats that ops make or read: of those that nobody reads, a variable may not be filled yet. */
function watchedValues({ values }: Program): readonly number[] {
  const read = new Set(values.flatMap((value) => (value.op === 'input' ? [] : value.inputs)));
  return [...values.keys()].filter((position) => {
    const { op, dtype, shape } = values[position] as ProgramValue;
    return isFloat(dtype) && !shape.includes(0) && (op !== 'input' || read.has(position));
  });
}

/** The same inputs and ops, each value stored by a kernel of its own; an output for each float: 1 if all of it is finite. */
export function checkedProgram(original: Program): CheckedProgram {
  const values: ProgramValue[] = [...original.values];
  const watched = watchedValues(original);
  const add = (node: ProgramNode): number => values.push(node) - 1;
  const outputs = watched.map((position) => {
    const { shape } = values[position] as ProgramValue;
    const finite = add({ op: 'isFinite', inputs: [position], attributes: none, shape, dtype: 'bool' });
    const ones = add({ op: 'cast', inputs: [finite], attributes: { dtype: 'int32' }, shape, dtype: 'int32' });
    const axes = [...shape.keys()];
    return axes.length === 0
      ? ones
      : add({ op: 'min', inputs: [ones], attributes: { axes }, shape: [], dtype: 'int32' });
  });
  return { program: unfused(values, outputs, `checked|${original.key}`), watched };
}

/** A program that brings some values out. */
export function showing({ values, key }: Program, wanted: readonly number[]): Program {
  return unfused(values, wanted, `showing ${wanted.join()}|${key}`);
}

function unfused(values: readonly ProgramValue[], outputs: readonly number[], key: string): Program {
  return new LoweredProgram(values, outputs, [], [], key, true);
}
