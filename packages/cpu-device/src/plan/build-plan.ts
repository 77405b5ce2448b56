// Turns a program into steps and buffers. Runs nothing.
import { hostOffsets, sizeOf, type Program, type ProgramInput } from '@tensorloom/tensor-core';
import { placeNode } from '../kernels/kernel-table.js';
import { kindOf, makeArray, type Precision } from '../memory/arrays.js';
import { denseView } from '../view/view.js';
import { PlanBuilder, type BufferSource, type Placed, type Step } from './plan-builder.js';

/** Where the numbers of one host input go, and which of them they are. */
export interface HostSlot {
  readonly buffer: number;
  readonly start: number;
  readonly size: number;
}

/** A program as steps and buffers. */
export interface BuiltPlan {
  readonly buffers: readonly BufferSource[];
  readonly steps: readonly Step[];
  readonly hosts: readonly HostSlot[];
  /** The buffer of each output, each in a buffer of its own. */
  readonly results: readonly number[];
  /** The buffer whose array becomes a variable's storage, each in a buffer of its own. */
  readonly assigned: readonly { readonly state: number; readonly buffer: number }[];
}

function placeInput(
  { kind, ordinal, shape, dtype }: ProgramInput,
  builder: PlanBuilder,
  hosts: HostSlot[],
  start: number,
): Placed {
  if (kind !== 'host')
    return {
      buffer: builder.add({ from: kind === 'state' ? 'state' : 'input', ordinal }),
      view: denseView(shape),
      dtype,
    };
  const size = sizeOf(shape);
  const placed = builder.fixed(makeArray(kindOf(dtype, builder.precision), size), dtype, denseView(shape));
  hosts[ordinal] = { buffer: placed.buffer, start, size };
  return placed;
}

/** Chooses kernels and buffers for each value of a program. */
export function buildPlan(program: Program, precision: Precision): BuiltPlan {
  const builder = new PlanBuilder(precision);
  const offsets = hostOffsets(program);
  const hosts: HostSlot[] = [];
  const placed: Placed[] = [];
  for (const value of program.values) {
    placed.push(
      value.op === 'input'
        ? placeInput(value, builder, hosts, value.kind === 'host' ? (offsets[value.ordinal] as number) : 0)
        : placeNode(
            value,
            value.inputs.map((input) => placed[input] as Placed),
            builder,
          ),
    );
  }
  const results = program.outputs.map((output) => builder.claimForCaller(placed[output] as Placed));
  const assigned = program.assignments.map(({ state, value }) => ({
    state,
    buffer: builder.claim(placed[value] as Placed),
  }));
  return { buffers: builder.buffers, steps: builder.steps, hosts, results, assigned };
}
