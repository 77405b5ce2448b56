// Rewrites a program value by value: one becomes several, positions move along. Knows no op.
import type { DeviceNode, DeviceProgram, DeviceValue } from '../device-program.js';

/** Adds a value and gives its position. */
export type Add = (value: DeviceValue) => number;

/** What takes the place of a node (its operands moved already), or undefined where it stays as it is. */
export type Replacement = (
  node: DeviceNode,
  add: Add,
  valueAt: (position: number) => DeviceValue,
  /** Where the node stood. */
  position: number,
) => number | undefined;

/** The program with nodes replaced. */
export function rewrite(program: DeviceProgram, replace: Replacement): DeviceProgram {
  const values: DeviceValue[] = [];
  const moved: number[] = [];
  const positionOf = (old: number): number => moved[old] as number;
  const add: Add = (value) => values.push(value) - 1;
  const valueAt = (position: number): DeviceValue => values[position] as DeviceValue;
  for (const [position, value] of program.values.entries()) {
    if (value.op === 'input') {
      moved.push(add(value));
      continue;
    }
    const node: DeviceNode = { ...value, inputs: value.inputs.map(positionOf) };
    moved.push(replace(node, add, valueAt, position) ?? add(node));
  }
  const outputs = program.outputs.map(positionOf);
  const assignments = program.assignments.map(({ state, value }) => ({ state, value: positionOf(value) }));
  return { values, outputs, assignments, key: program.key };
}
