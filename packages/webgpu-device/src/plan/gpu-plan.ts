// A program made ready for WebGPU: pipelines, places in memory, bind groups. A run encodes one pass and submits once.
import {
  hostOffsets,
  inputsOf,
  staged,
  type HostTensor,
  type Plan,
  type PlanDescription,
  type PlanMemory,
  type Program,
  type ProgramInput,
  type RunArguments,
  type Storage,
} from '@tensorloom/tensor-core';
import { foldGrid } from '@tensorloom/wgsl-kernels';
import { deviceBytes, packBytes, toDevice } from '../memory/host-bytes.js';
import { aligned } from '../memory/arena-layout.js';
import type { DeviceMemory } from '../memory/device-memory.js';
import type { GpuStorage } from '../memory/storage.js';
import type { KernelTimer } from '../profile/kernel-timer.js';
import type { Schedule } from '../schedule/schedule.js';
import { BindingSet } from './binding-set.js';
import { describePlan } from './describe-plan.js';
import type { MemoryLayout } from './layout.js';
import type { CompiledKernel } from './pipelines.js';
import { planMemory } from './plan-memory.js';

/** Sets of buffers whose bind groups are kept. */
const BINDING_SETS = 16;

/** A range of a buffer. */
export interface BufferRange {
  readonly buffer: GPUBuffer;
  readonly offset: number;
  readonly size: number;
}

export class GpuPlan implements Plan {
  private readonly sets = new Map<string, BindingSet>();
  private readonly hostBuffer: GPUBuffer | undefined;
  private readonly hostWords: Uint32Array<ArrayBuffer>;
  private readonly hostFloats: Float32Array;
  private readonly hostTypes: readonly ProgramInput['dtype'][];
  /** Buffers for tensors that arrive as host data, by ordinal. */
  private readonly arrivals = new Map<number, GPUBuffer>();
  private readonly tensorInputs: readonly ProgramInput[];
  private readonly grids: readonly (readonly [number, number])[];

  constructor(
    readonly program: Program,
    readonly schedule: Schedule,
    readonly layout: MemoryLayout,
    readonly compiled: readonly CompiledKernel[],
    private readonly memory: DeviceMemory,
  ) {
    const words = hostOffsets(program).at(-1) as number;
    this.hostTypes = inputsOf(program, 'host').flatMap(({ shape, dtype }) =>
      new Array(shape.reduce((size, extent) => size * extent, 1)).fill(dtype),
    );
    this.hostWords = new Uint32Array(words);
    this.hostFloats = new Float32Array(this.hostWords.buffer);
    this.hostBuffer = words > 0 ? memory.createShared(aligned(words * 4), 'numbers of a run') : undefined;
    this.tensorInputs = inputsOf(program, 'tensor');
    this.grids = schedule.kernels.map(({ workgroups }) => foldGrid(workgroups));
    memory.plans.add(this);
  }

  run(args: RunArguments): readonly Storage[] {
    this.memory.context.check();
    this.memory.noteRun(this);
    return this.memory.allOrNothing(() => this.submit(args));
  }

  private submit({ inputs, state, host }: RunArguments): readonly Storage[] {
    const { context } = this.memory;
    const { queue } = context.gpu;
    this.memory.variables.settle();
    const encoder = context.gpu.createCommandEncoder();
    this.writeHost(host);
    const ranges: BufferRange[] = [];
    inputs.forEach((input, ordinal) =>
      ranges.push(this.arriveAlone(this.arrive(input, ordinal, encoder), ordinal, ranges, encoder)),
    );
    const states = state.map((storage) => this.memory.own(storage));
    const direct = this.directStorages();
    const set = this.bindings(ranges, states, direct);
    if (context.timer) this.encodeTimed(encoder, set, context.timer);
    else this.encode(encoder, set);
    const outputs = this.finish(encoder, states, direct);
    staged('submit', () => queue.submit([encoder.finish()]));
    this.memory.flight.submitted();
    return outputs;
  }

  private writeHost(host: Float64Array): void {
    if (!this.hostBuffer) return;
    for (let index = 0; index < host.length; index++) {
      const value = host[index] as number;
      if (this.hostTypes[index] === 'float32') this.hostFloats[index] = value;
      else this.hostWords[index] = value;
    }
    this.memory.context.gpu.queue.writeBuffer(this.hostBuffer, 0, this.hostWords);
  }

  /** Where an input lies in this run; host data are written to the plan's own buffer for it. */
  private arrive(input: Storage | HostTensor, ordinal: number, encoder: GPUCommandEncoder): BufferRange {
    const spec = this.tensorInputs[ordinal] as ProgramInput;
    if ('data' in input) {
      return this.writeArrival(ordinal, spec.storedAs === 'uint8' ? packBytes(input) : toDevice(input));
    }
    const { home, byteLength } = this.memory.own(input);
    if (home.kind === 'host') return this.writeArrival(ordinal, home.bytes);
    if (home.kind === 'buffer') return { buffer: home.buffer, offset: 0, size: Math.max(4, byteLength) };
    const [source, offset] =
      home.kind === 'slot' ? [this.memory.results.buffer, home.offset] : [this.memory.variables.buffer, home.offset];
    const target = this.arrival(ordinal, byteLength);
    if (byteLength > 0) encoder.copyBufferToBuffer(source, offset, target, 0, byteLength);
    return { buffer: target, offset: 0, size: target.size };
  }

  /** A tensor that is given twice is copied once: two writable bindings of one kernel may not overlap. */
  private arriveAlone(
    range: BufferRange,
    ordinal: number,
    others: readonly BufferRange[],
    encoder: GPUCommandEncoder,
  ): BufferRange {
    if (others.every(({ buffer }) => buffer !== range.buffer)) return range;
    const buffer = this.arrival(ordinal, range.size);
    encoder.copyBufferToBuffer(range.buffer, range.offset, buffer, 0, range.size);
    return { buffer, offset: 0, size: buffer.size };
  }

  private arrival(ordinal: number, bytes: number): GPUBuffer {
    const known = this.arrivals.get(ordinal);
    if (known) return known;
    const buffer = this.memory.createShared(aligned(bytes), 'tensor given as host data');
    this.arrivals.set(ordinal, buffer);
    return buffer;
  }

  private writeArrival(ordinal: number, bytes: Uint8Array<ArrayBuffer>): BufferRange {
    const buffer = this.arrival(ordinal, bytes.length);
    if (bytes.length > 0) this.memory.context.gpu.queue.writeBuffer(buffer, 0, bytes);
    return { buffer, offset: 0, size: buffer.size };
  }

  /** Storages of outputs that kernels write themselves, by value. */
  private directStorages(): ReadonlyMap<number, GpuStorage> {
    const storage = (value: number): GpuStorage => {
      const { shape, dtype } = this.schedule.graph.value(
        this.schedule.graph.program.outputs[this.layout.direct.get(value) as number] as number,
      );
      return this.memory.result(shape, dtype, deviceBytes({ shape, dtype }, this.memory.halves));
    };
    return new Map([...this.layout.direct.keys()].map((value) => [value, storage(value)]));
  }

  /** Bind groups for these buffers: made once, found again in the steady state. */
  private bindings(
    inputs: readonly BufferRange[],
    states: readonly GpuStorage[],
    outputs: ReadonlyMap<number, GpuStorage>,
  ): BindingSet {
    const arena = this.memory.arena.ensure(Math.max(this.layout.size, 256));
    const offsets = states.map(({ home }) => (home.kind === 'variable' ? home.offset : -1));
    const direct = new Map([...outputs].map(([value, storage]) => [value, this.memory.rangeOf(storage).buffer]));
    const ids = [...inputs.map(({ buffer }) => buffer), ...direct.values()].map((buffer) => this.memory.idOf(buffer));
    const key = `${this.memory.arena.version};${this.memory.variables.version};${offsets.join()};${ids.join()}`;
    const known = this.sets.get(key);
    if (known) return known;
    const made = new BindingSet(this, { inputs, states, direct, arena, host: this.hostBuffer, memory: this.memory });
    this.sets.set(key, made);
    for (const [oldest, set] of this.sets) {
      if (this.sets.size <= BINDING_SETS) break;
      this.sets.delete(oldest);
      set.dispose();
    }
    return made;
  }

  private encode(encoder: GPUCommandEncoder, { groups }: BindingSet): void {
    if (this.compiled.length === 0) return;
    const pass = encoder.beginComputePass();
    let last: GPUComputePipeline | undefined;
    for (let step = 0; step < this.compiled.length; step++) {
      const { pipeline } = this.compiled[step] as CompiledKernel;
      const [x, y] = this.grids[step] as readonly [number, number];
      if (x === 0) continue;
      if (pipeline !== last) pass.setPipeline((last = pipeline));
      pass.setBindGroup(0, groups[step] as GPUBindGroup);
      pass.dispatchWorkgroups(x, y);
    }
    pass.end();
  }

  /** As `encode`, with a pass for each kernel, so that each can be timed. */
  private encodeTimed(encoder: GPUCommandEncoder, { groups }: BindingSet, timer: KernelTimer): void {
    this.compiled.forEach(({ pipeline }, step) => {
      const [x, y] = this.grids[step] as readonly [number, number];
      if (x === 0) return;
      const pass = timer.pass(encoder, this, step);
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, groups[step] as GPUBindGroup);
      pass.dispatchWorkgroups(x, y);
      pass.end();
    });
    timer.endRun(encoder);
  }

  /** Copies what was not written in place into the variables, and outputs to storages of the caller's. */
  private finish(
    encoder: GPUCommandEncoder,
    states: readonly GpuStorage[],
    direct: ReadonlyMap<number, GpuStorage>,
  ): readonly Storage[] {
    const { graph, copies, outputs, inPlace } = this.schedule;
    const arena = this.memory.arena.ensure(0);
    const stateAt = (input: number): number => {
      const { home } = states[(graph.value(input) as ProgramInput).ordinal] as GpuStorage;
      return home.kind === 'variable' ? home.offset : 0;
    };
    for (const { from, to } of copies) {
      const bytes = deviceBytes(graph.value(from), this.memory.halves);
      encoder.copyBufferToBuffer(
        arena,
        this.layout.offsets.get(from) as number,
        this.memory.variables.buffer,
        stateAt(to),
        bytes,
      );
    }
    return outputs.map((memory, index) => {
      const written = direct.get(memory);
      if (written) return written;
      const { shape, dtype } = graph.value(graph.program.outputs[index] as number);
      const bytes = deviceBytes({ shape, dtype }, this.memory.halves);
      const storage = this.memory.result(shape, dtype, bytes);
      if (bytes === 0) return storage;
      const target = this.memory.rangeOf(storage);
      const state = inPlace.get(memory);
      const [source, offset] =
        state === undefined
          ? [arena, this.layout.offsets.get(memory) as number]
          : [this.memory.variables.buffer, stateAt(state)];
      encoder.copyBufferToBuffer(source, offset, target.buffer, target.offset, bytes);
      return storage;
    });
  }

  /** What it needs of the arena. */
  memoryNeeded(): PlanMemory {
    return planMemory(this.program, this.schedule, this.layout, this.memory.halves);
  }

  describe(): PlanDescription {
    return describePlan(this.program, this.schedule, this.layout, this.memory.halves);
  }

  evict(): void {
    for (const set of this.sets.values()) set.dispose();
    this.sets.clear();
    for (const buffer of this.arrivals.values()) this.memory.context.destroyBuffer(buffer);
    this.arrivals.clear();
  }

  dispose(): void {
    this.evict();
    if (this.hostBuffer) this.memory.context.destroyBuffer(this.hostBuffer);
    this.memory.plans.delete(this);
  }
}
