// A lowered graph: plain data in static single assignment, without JavaScript objects, variables or devices behind it.
import type { DType, HostDType } from './dtype.js';
import type { PrimitiveAttributes, PrimitiveOp } from './op-table.js';
import { formatShape, type Shape } from './shape.js';

/**
 * Where an input's value comes from in each run.
 * `tensor`: a tensor on the device or data from the host; `state`: the storage of a variable;
 * `host`: a few numbers that the host gives anew for every run (literals, learning rate, random keys).
 */
export type InputKind = 'tensor' | 'state' | 'host';

/** A value that comes from outside. Inputs of a kind are numbered by `ordinal` in the order in which a run passes them. */
export interface ProgramInput {
  readonly op: 'input';
  readonly kind: InputKind;
  readonly ordinal: number;
  readonly shape: Shape;
  /** Of the value as ops see it. */
  readonly dtype: DType;
  /** Of the data as they arrive: uint8 bytes are widened to int32 by whoever reads them. */
  readonly storedAs: HostDType;
  /** Name for people: a variable's name, for instance. Not part of the program's identity. */
  readonly name?: string;
}

/** The result of one primitive op; `inputs` are positions in `Program.values`, all smaller than its own. */
export type ProgramNode = {
  [Op in PrimitiveOp]: {
    readonly op: Op;
    readonly inputs: readonly number[];
    readonly attributes: PrimitiveAttributes[Op];
    readonly shape: Shape;
    readonly dtype: DType;
  };
}[PrimitiveOp];

/** An input or a node. */
export type ProgramValue = ProgramInput | ProgramNode;

/** "Variable number `state` takes the value at position `value`", all at once at the end of a run. */
export interface Assignment {
  readonly state: number;
  readonly value: number;
}

/** "The value at this position is that op of those values": its body stands in the program, for devices without a kernel of that name. */
export interface NamedValue {
  readonly op: string;
  readonly inputs: readonly number[];
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly value: number;
}

/** All that one run computes. Two programs with one `key` are the same program. */
export interface Program {
  readonly values: readonly ProgramValue[];
  readonly outputs: readonly number[];
  readonly assignments: readonly Assignment[];
  /** Composite ops in program order. */
  readonly composites: readonly NamedValue[];
  /** The structure in full, as text; variables are known by their ordinal only, so that equal models share a plan. */
  readonly key: string;
  /** True to store each value by a kernel of its own, for those who look at all of them. */
  readonly unfused?: boolean;
  /** As people read it (`formatProgram`). */
  toString(): string;
}

/** The inputs of a program of one kind, in the order of their ordinals. */
export function inputsOf(program: Program, kind: InputKind): readonly ProgramInput[] {
  return program.values.filter((value): value is ProgramInput => value.op === 'input' && value.kind === kind);
}

/** Number of elements that `host` inputs take before each one, and in all (the last entry). */
export function hostOffsets(program: Program): readonly number[] {
  const offsets = [0];
  for (const { shape } of inputsOf(program, 'host')) {
    offsets.push((offsets.at(-1) as number) + shape.reduce((size, extent) => size * extent, 1));
  }
  return offsets;
}

function formatValue(value: ProgramValue, position: number): string {
  const type = `${value.dtype}${formatShape(value.shape)}`;
  if (value.op === 'input')
    return `%${position} = ${value.kind} ${value.ordinal}${value.name ? ` "${value.name}"` : ''}: ${type}`;
  const attributes = Object.keys(value.attributes).length ? ` ${JSON.stringify(value.attributes)}` : '';
  return `%${position} = ${value.op}(${value.inputs.map((input) => `%${input}`).join(', ')})${attributes}: ${type}`;
}

/** A program that prints itself. */
export class LoweredProgram implements Program {
  constructor(
    readonly values: readonly ProgramValue[],
    readonly outputs: readonly number[],
    readonly assignments: readonly Assignment[],
    readonly composites: readonly NamedValue[],
    readonly key: string,
    readonly unfused: boolean = false,
  ) {}

  toString(): string {
    return formatProgram(this);
  }
}

/** A program as people read it: one line a value, then outputs and assignments. */
export function formatProgram({ values, outputs, assignments }: Program): string {
  const lines = values.map(formatValue);
  for (const { state, value } of assignments) lines.push(`state ${state} <- %${value}`);
  lines.push(`return ${outputs.map((output) => `%${output}`).join(', ')}`);
  return lines.join('\n');
}
