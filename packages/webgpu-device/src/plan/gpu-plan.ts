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
  type TensorSpec,
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
import { variableSpan } from './check-limits.js';
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

interface OutputSpec extends TensorSpec {
  readonly bytes: number;
}

export class GpuPlan implements Plan {
  /** The newest first. */
  private readonly sets: BindingSet[] = [];
  private hostBuffer: GPUBuffer | undefined;
  private readonly hostWords: Uint32Array<ArrayBuffer>;
  private readonly hostFloats: Float32Array;
  private readonly hostTypes: readonly ProgramInput['dtype'][];
  /** Buffers for tensors that arrive as host data, by ordinal. */
  private readonly arrivals = new Map<number, GPUBuffer>();
  private readonly tensorInputs: readonly ProgramInput[];
  private readonly grids: readonly (readonly [number, number])[];
  private readonly outputs: readonly OutputSpec[];
  /** The same program for variables that lie far apart. */
  private apart: Promise<GpuPlan> | undefined;

  constructor(
    readonly program: Program,
    readonly schedule: Schedule,
    readonly layout: MemoryLayout,
    readonly compiled: readonly CompiledKernel[],
    private readonly memory: DeviceMemory,
    /** Makes a plan whose updates are kernels of their own. */
    private readonly makeApart: () => Promise<GpuPlan>,
  ) {
    const words = hostOffsets(program).at(-1) as number;
    this.hostTypes = inputsOf(program, 'host').flatMap(({ shape, dtype }) =>
      new Array(shape.reduce((size, extent) => size * extent, 1)).fill(dtype),
    );
    this.hostWords = new Uint32Array(words);
    this.hostFloats = new Float32Array(this.hostWords.buffer);
    this.tensorInputs = inputsOf(program, 'tensor');
    this.outputs = schedule.graph.program.outputs.map((output) => {
      const { shape, dtype } = schedule.graph.value(output);
      return { shape, dtype, bytes: deviceBytes({ shape, dtype }, memory.halves) };
    });
    this.grids = schedule.kernels.map(({ workgroups }) => foldGrid(workgroups));
    memory.plans.add(this);
  }

  run(args: RunArguments): readonly Storage[] | Promise<readonly Storage[]> {
    const { arriving } = this.memory;
    if (arriving) return arriving.then(() => this.run(args));
    this.memory.context.check();
    if (!this.memory.variables.fitBinding && this.isFarApart(args.state)) return this.runApart(args);
    this.memory.noteRun(this);
    return this.memory.allOrNothing(() => this.submit(args));
  }

  /** True if no binding reaches all variables of a merged kernel: the plan was made for others, which lay closer together. */
  private isFarApart(state: readonly Storage[]): boolean {
    const { context } = this.memory;
    return this.schedule.kernels.some(
      (kernel) =>
        variableSpan(this.schedule, kernel, state as readonly GpuStorage[]) >
        context.limits.maxStorageBufferBindingSize,
    );
  }

  private async runApart(args: RunArguments): Promise<readonly Storage[]> {
    this.apart ??= this.makeApart();
    return (await this.apart).run(args);
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
    this.memory.results.submitted();
    this.memory.flight.submitted();
    return outputs;
  }

  private writeHost(host: Float64Array): void {
    if (this.hostWords.length === 0) return;
    this.hostBuffer ??= this.memory.createShared(aligned(this.hostWords.byteLength), 'numbers of a run');
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
    const storages = new Map<number, GpuStorage>();
    for (const [value, index] of this.layout.direct)
      storages.set(value, this.memory.result(this.outputs[index] as OutputSpec));
    return storages;
  }

  /** Bind groups for these buffers: made once, found again in the steady state. */
  private bindings(
    inputs: readonly BufferRange[],
    states: readonly GpuStorage[],
    outputs: ReadonlyMap<number, GpuStorage>,
  ): BindingSet {
    const arena = this.memory.arena.ensure(Math.max(this.layout.size, 256));
    const direct = new Map<number, GPUBuffer>();
    for (const [value, storage] of outputs) direct.set(value, this.memory.rangeOf(storage).buffer);
    const slab = this.memory.variables.version;
    const bound = { inputs, states, direct, arena, slab, host: this.hostBuffer, memory: this.memory };
    const known = this.sets.find((set) => set.isFor(bound));
    if (known) return known;
    const made = new BindingSet(this, bound);
    this.sets.unshift(made);
    for (const oldest of this.sets.splice(BINDING_SETS)) oldest.dispose();
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
      const spec = this.outputs[index] as OutputSpec;
      const storage = this.memory.result(spec);
      if (spec.bytes === 0) return storage;
      const target = this.memory.rangeOf(storage);
      const state = inPlace.get(memory);
      const [source, offset] =
        state === undefined
          ? [arena, this.layout.offsets.get(memory) as number]
          : [this.memory.variables.buffer, stateAt(state)];
      encoder.copyBufferToBuffer(source, offset, target.buffer, target.offset, spec.bytes);
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
    for (const set of this.sets.splice(0)) set.dispose();
    for (const buffer of this.arrivals.values()) this.memory.context.destroyBuffer(buffer);
    this.arrivals.clear();
    if (this.hostBuffer) this.memory.context.destroyBuffer(this.hostBuffer);
    this.hostBuffer = undefined;
  }

  dispose(): void {
    this.evict();
    this.memory.plans.delete(this);
    // One that could not be made has nothing to give back.
    this.apart?.then((plan) => plan.dispose()).catch(() => undefined);
  }
}
