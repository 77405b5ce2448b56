// Bind groups and parameter words of a plan for one set of buffers.
import type { ProgramInput } from '@tensorloom/tensor-core';
import { aligned } from '../memory/arena-layout.js';
import type { DeviceMemory } from '../memory/device-memory.js';
import { deviceBytes } from '../memory/host-bytes.js';
import type { GpuStorage } from '../memory/storage.js';
import type { ScheduledKernel, SharedBuffer } from '../schedule/settle/merge-segments.js';
import { elementwiseWorkgroups } from '@tensorloom/wgsl-kernels';
import type { BufferRange, GpuPlan } from './gpu-plan.js';

/** Bytes of the vectors that merged kernels work on. */
const VECTOR = 16;

/** The buffers that a set is for. */
export interface BoundBuffers {
  readonly inputs: readonly BufferRange[];
  readonly states: readonly GpuStorage[];
  /** Where outputs lie that need no copy, by value. */
  readonly direct: ReadonlyMap<number, GPUBuffer>;
  readonly arena: GPUBuffer;
  /** Version of the slab of variables. */
  readonly slab: number;
  readonly host: GPUBuffer | undefined;
  readonly memory: DeviceMemory;
}

function sameOffset({ home: a }: GpuStorage, { home: b }: GpuStorage): boolean {
  return a.kind === 'variable' && b.kind === 'variable' && a.offset === b.offset;
}

/** Ready bind groups, one for each kernel. */
export class BindingSet {
  readonly groups: readonly GPUBindGroup[];
  private readonly parameters: GPUBuffer;

  constructor(
    private readonly plan: GpuPlan,
    private readonly buffers: BoundBuffers,
  ) {
    const { kernels } = plan.schedule;
    const shared = kernels.map((kernel) => this.sharedRanges(kernel));
    const words = kernels.map((kernel, step) =>
      this.wordsOf(kernel, shared[step] as ReadonlyMap<SharedBuffer, BufferRange>),
    );
    const offsets: number[] = [];
    const total = words.reduce((sum, list) => (offsets.push(sum), sum + aligned(list.length * 4)), 0);
    this.parameters = buffers.memory.createShared(Math.max(total, 256), 'parameters of kernels');
    const bytes = new Uint32Array(Math.max(total, 256) / 4);
    words.forEach((list, step) => bytes.set(list, (offsets[step] as number) / 4));
    buffers.memory.context.gpu.queue.writeBuffer(this.parameters, 0, bytes);
    this.groups = kernels.map((kernel, step) => {
      const own: BufferRange = {
        buffer: this.parameters,
        offset: offsets[step] as number,
        size: Math.max(4, (words[step] as number[]).length * 4),
      };
      return this.group(kernel, step, own, shared[step] as ReadonlyMap<SharedBuffer, BufferRange>);
    });
  }

  /** True if all of these buffers of the same plan are those of the set. */
  isFor({ inputs, states, direct, arena, slab }: BoundBuffers): boolean {
    const own = this.buffers;
    return (
      arena === own.arena &&
      slab === own.slab &&
      states.every((state, ordinal) => sameOffset(state, own.states[ordinal] as GpuStorage)) &&
      inputs.every(({ buffer }, ordinal) => buffer === own.inputs[ordinal]?.buffer) &&
      [...direct].every(([value, buffer]) => buffer === own.direct.get(value))
    );
  }

  /** Where a value's memory lies. */
  private rangeOf(value: number): BufferRange {
    const { graph, inPlace } = this.plan.schedule;
    const home = inPlace.get(value) ?? value;
    const node = graph.value(home);
    const size = Math.max(4, deviceBytes(node, this.buffers.memory.halves));
    const direct = this.buffers.direct.get(value);
    if (direct) return { buffer: direct, offset: 0, size };
    if (node.op !== 'input')
      return { buffer: this.buffers.arena, offset: this.plan.layout.offsets.get(value) as number, size };
    return node.kind === 'tensor' ? (this.buffers.inputs[node.ordinal] as BufferRange) : this.stateRange(node, size);
  }

  private stateRange(input: ProgramInput, size: number): BufferRange {
    const { home } = this.buffers.states[input.ordinal] as GpuStorage;
    return { buffer: this.buffers.memory.variables.buffer, offset: home.kind === 'variable' ? home.offset : 0, size };
  }

  /** For a merged kernel: the range of each shared buffer that covers all its tensors, in whole vectors. */
  private sharedRanges({ segments }: ScheduledKernel): ReadonlyMap<SharedBuffer, BufferRange> {
    const ranges = new Map<SharedBuffer, BufferRange>();
    for (const value of segments?.list.flatMap(({ memory }) => memory) ?? []) {
      const range = this.rangeOf(value);
      const name: SharedBuffer = range.buffer === this.buffers.arena ? 'arena' : 'variables';
      const known = ranges.get(name);
      const offset = Math.min(known?.offset ?? Infinity, range.offset);
      const end = Math.max(
        (known?.offset ?? 0) + (known?.size ?? 0),
        range.offset + Math.ceil(range.size / VECTOR) * VECTOR,
      );
      ranges.set(name, { buffer: range.buffer, offset, size: end - offset });
    }
    return ranges;
  }

  /** The kernel's words; a merged kernel's with its table of segments. */
  private wordsOf(
    { words, segments }: ScheduledKernel,
    shared: ReadonlyMap<SharedBuffer, BufferRange>,
  ): readonly number[] {
    if (!segments) return words;
    const table: number[] = [];
    let workgroup = 0;
    for (const { elements, memory } of segments.list) {
      table.push(workgroup, elements);
      for (const value of memory) {
        const range = this.rangeOf(value);
        const base = shared.get(range.buffer === this.buffers.arena ? 'arena' : 'variables') as BufferRange;
        table.push((range.offset - base.offset) / VECTOR);
      }
      workgroup += elementwiseWorkgroups(elements);
    }
    return [...words, ...table];
  }

  private group(
    kernel: ScheduledKernel,
    step: number,
    own: BufferRange,
    shared: ReadonlyMap<SharedBuffer, BufferRange>,
  ): GPUBindGroup {
    const { context } = this.buffers.memory;
    const entries = kernel.memory.map((memory, binding): GPUBindGroupEntry => {
      const range = this.resolve(memory, own, shared);
      context.checkBinding(range.size, typeof memory === 'number' ? this.plan.schedule.graph.describe(memory) : memory);
      return { binding, resource: range };
    });
    const { layout } = this.plan.compiled[step] as { layout: GPUBindGroupLayout };
    return context.gpu.createBindGroup({ layout, entries });
  }

  private resolve(
    memory: ScheduledKernel['memory'][number],
    own: BufferRange,
    shared: ReadonlyMap<SharedBuffer, BufferRange>,
  ): BufferRange {
    if (memory === 'parameters') return own;
    if (memory === 'host')
      return { buffer: this.buffers.host as GPUBuffer, offset: 0, size: (this.buffers.host as GPUBuffer).size };
    return typeof memory === 'number' ? this.rangeOf(memory) : (shared.get(memory) as BufferRange);
  }

  dispose(): void {
    this.buffers.memory.context.destroyBuffer(this.parameters);
  }
}
