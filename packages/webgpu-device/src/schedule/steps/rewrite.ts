// Rewrites a program value by value: one becomes several, positions move along. Knows no op.
import type { DeviceNode, DeviceProgram, DeviceValue } from './device-program.js';

/** Adds a value and gives its position. */
export type Add = (value: DeviceValue) => number;

/** Where a rewriting stands. */
export interface Site {
  /** Of the node, in the given program. */
  readonly position: number;
  /** A value of the new program. */
  readonly valueAt: (position: number) => DeviceValue;
  /** The new position of a value of the given program. */
  readonly movedTo: (position: number) => number;
}

/** What takes the place of a node (its operands moved already), or undefined where it stays as it is. */
export type Replacement = (node: DeviceNode, add: Add, site: Site) => number | undefined;

/** The program with nodes replaced. */
export function rewrite(program: DeviceProgram, replace: Replacement): DeviceProgram {
  const values: DeviceValue[] = [];
  const moved: number[] = [];
  const movedTo = (old: number): number => moved[old] as number;
  const add: Add = (value) => values.push(value) - 1;
  const valueAt = (position: number): DeviceValue => values[position] as DeviceValue;
  for (const [position, value] of program.values.entries()) {
    if (value.op === 'input') {
      moved.push(add(value));
      continue;
    }
    const node: DeviceNode = { ...value, inputs: value.inputs.map(movedTo) };
    moved.push(replace(node, add, { position, valueAt, movedTo }) ?? add(node));
  }
  const outputs = program.outputs.map(movedTo);
  const assignments = program.assignments.map(({ state, value }) => ({ state, value: movedTo(value) }));
  return { values, outputs, assignments, key: program.key };
}

/** The program without nodes that nobody asks for any more. Inputs stay: the caller gives them all. */
export function withoutDead(program: DeviceProgram): DeviceProgram {
  const { values, outputs, assignments, key } = program;
  const alive = new Set<number>();
  const stack = [...outputs, ...assignments.map(({ value }) => value)];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const value = values[at] as DeviceValue;
    if (alive.has(at) || value.op === 'input') continue;
    alive.add(at);
    stack.push(...value.inputs);
  }
  const left = [...values.keys()].filter((at) => alive.has(at) || values[at]?.op === 'input');
  const moved = new Map(left.map((at, position) => [at, position]));
  const movedTo = (old: number): number => moved.get(old) as number;
  return {
    values: left.map((at) => {
      const value = values[at] as DeviceValue;
      return value.op === 'input' ? value : ({ ...value, inputs: value.inputs.map(movedTo) } as DeviceNode);
    }),
    outputs: outputs.map(movedTo),
    assignments: assignments.map(({ state, value }) => ({ state, value: movedTo(value) })),
    key,
  };
}
