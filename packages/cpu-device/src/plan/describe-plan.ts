// What a plan will run, step by step: read off the built plan, only when somebody asks.
import { formatSpec, inputsOf, PlanDescription, type KernelDescription, type Program } from '@tensorloom/tensor-core';
import { bytesOf } from '../memory/arrays.js';
import type { BuiltPlan } from './build-plan.js';
import type { BufferSource, Step } from './plan-builder.js';
import type { SharedBuffers } from './share-buffers.js';

/** Bytes of a buffer's array; of what comes from outside, four an element. */
function bytesIn(source: BufferSource, program: Program): number {
  if (source.from === 'fixed') return source.array.byteLength;
  if ('kind' in source) return source.length * bytesOf(source.kind);
  const { shape } = inputsOf(program, source.from === 'state' ? 'state' : 'tensor')[source.ordinal] as {
    shape: readonly number[];
  };
  return shape.reduce((size, extent) => size * extent, 4);
}

/** Describes a plan: each step is a kernel of one op, and all of them write to buffers of their own. */
export function describePlan(
  program: Program,
  { buffers, steps }: BuiltPlan,
  { sizes }: SharedBuffers,
): PlanDescription {
  const bytes = (buffer: number): number => bytesIn(buffers[buffer] as BufferSource, program);
  const describeStep = ({ op, uses, output: { buffer, view, dtype } }: Step): KernelDescription => ({
    name: op,
    ops: [op],
    makes: [formatSpec({ dtype, shape: view.shape })],
    workgroups: 0,
    bytesRead: [...new Set(uses)].reduce((sum, used) => sum + (used === buffer ? 0 : bytes(used)), 0),
    bytesWritten: bytes(buffer),
    inPlace: [],
  });
  return new PlanDescription({
    kernels: steps.map(describeStep),
    intermediateBytes: sizes.reduce((sum, { kind, length }) => sum + length * bytesOf(kind), 0),
    copies: [],
  });
}
