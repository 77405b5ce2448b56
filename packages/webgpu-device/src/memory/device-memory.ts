// All memory of one device: variables, arena, results, uploads, staging.
import {
  checkUpload,
  ConfigError,
  DisposedError,
  OutOfMemoryError,
  formatShape,
  type DType,
  type HostTensor,
  type PlanMemory,
  type Shape,
  type Storage,
  type TensorSpec,
  type TypedArray,
} from '@tensorloom/tensor-core';
import { Arena } from './arena.js';
import { aligned } from './arena-layout.js';
import { BufferPool } from './buffer-pool.js';
import { Flight } from './flight.js';
import type { GpuContext } from './gpu-context.js';
import { deviceBytes, fromDevice, toDevice } from './host-bytes.js';
import { reportMemory } from './report-memory.js';
import { ResultSlots, SLOT_BYTES } from './result-slots.js';
import { GpuStorage, type Home } from './storage.js';
import { VariableSlab } from './variable-slab.js';

/** Those who hold most, in messages. */
const HOLDERS_NAMED = 4;

interface Range {
  readonly buffer: GPUBuffer;
  readonly offset: number;
}

/** A plan, as memory sees it. */
export interface MemoryHolder {
  memoryNeeded(): PlanMemory;
  /** Gives back what it can make again. */
  evict(): void;
}

export class DeviceMemory {
  readonly arena: Arena;
  readonly variables: VariableSlab;
  readonly results: ResultSlots;
  private readonly tensors: BufferPool;
  private readonly staging: BufferPool;
  /** Storages that somebody holds. */
  readonly live: Set<GpuStorage> = new Set();
  /** Plans that are ready. */
  readonly plans: Set<MemoryHolder> = new Set();
  /** Storages made by the work under way, to be given back if it fails. */
  private made: GpuStorage[] | undefined;
  /** Set while the GPU has not said whether there was room for what was uploaded. */
  arriving: Promise<void> | undefined;
  readonly flight: Flight;

  constructor(
    readonly context: GpuContext,
    software: boolean,
    /** Whether halves are stored as such. */
    readonly halves: boolean,
  ) {
    this.flight = new Flight(context, software);
    this.arena = new Arena(context);
    this.variables = new VariableSlab(context);
    this.results = new ResultSlots(context);
    this.tensors = new BufferPool(
      context,
      GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
      'tensor',
    );
    this.staging = new BufferPool(context, GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST, 'readback');
    if (context.budget !== undefined) this.keepTo(context.budget);
    context.refused = (buffers, message) => this.refused(buffers, message);
  }

  /** A buffer for as long as its maker wants it. */
  createShared(bytes: number, what: string): GPUBuffer {
    return this.context.createBuffer(
      bytes,
      GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
      what,
    );
  }

  /**
   * Bounds the bytes of all buffers. What nobody needs at the moment goes first: buffers that wait in pools, then what plans can
   * make again, those first that have not run for longest, then the arena.
   */
  private keepTo(budget: number): void {
    this.context.makeRoom = (bytes, what) => {
      const isOver = (): boolean => this.context.used + bytes > budget;
      if (!isOver()) return;
      this.tensors.clear();
      this.staging.clear();
      // The last one may be under way.
      for (const plan of [...this.plans].slice(0, -1)) if (isOver()) plan.evict();
      if (isOver()) this.arena.evict();
      if (isOver()) throw this.beyond(budget, bytes, what);
    };
  }

  private beyond(budget: number, bytes: number, what: string): OutOfMemoryError {
    return new OutOfMemoryError(
      `webgpu: no room for ${what}; expected at most ${budget} bytes on the device (memoryBudget), got ${this.context.used + bytes}, ` +
        `the largest: ${this.largest()}; use smaller batches, dispose() what is held, or raise memoryBudget`,
    );
  }

  /** Those who hold most, in words. */
  private largest(): string {
    const isThere = ({ home }: GpuStorage): boolean => home.kind !== 'buffer' || this.context.live.has(home.buffer);
    const { items } = reportMemory('', this.context, [...this.live].filter(isThere), []);
    return items
      .slice(0, HOLDERS_NAMED)
      .map(({ kind, name, bytes }) => `${kind} ${name} ${bytes}`)
      .join(', ');
  }

  /** The GPU had no room for buffers, which are destroyed by now: all that can be made again goes. */
  private refused(buffers: readonly GPUBuffer[], message: string): OutOfMemoryError {
    const wanted = [...buffers].sort((a, b) => b.size - a.size).slice(0, HOLDERS_NAMED);
    this.tensors.clear();
    this.staging.clear();
    for (const plan of this.plans) plan.evict();
    this.arena.evict();
    this.results.forget();
    return new OutOfMemoryError(
      `webgpu: no room for ${wanted.map(({ label, size }) => `${label} of ${size} bytes`).join(', ')}; expected room on the device, got: ${message.trim()}; ` +
        `beside them it holds ${this.context.used} bytes, the largest: ${this.largest()}; use smaller batches, or dispose() what is held`,
    );
  }

  /** Notes that a plan runs now. */
  noteRun(plan: MemoryHolder): void {
    if (!this.context.makeRoom) return;
    this.plans.delete(plan);
    this.plans.add(plan);
  }

  /**
   * Does something that makes storages and buffers, all of it before it returns; if it fails, they are given back. Where the GPU
   * has no room, it is tried once more when all that can be made again is gone.
   *
   * @param work is told whether it is tried for the last time
   */
  allOrNothing<Result>(work: (isLast: boolean) => Result, isLast = false): Result | Promise<Result> {
    const made: GpuStorage[] = (this.made = []);
    const undo = (): void => made.forEach((storage) => storage.dispose());
    try {
      const result = this.context.attempt(() => work(isLast));
      if (!(result instanceof Promise)) return result;
      return result.catch(async (error: unknown) => {
        undo();
        if (isLast || !(error instanceof OutOfMemoryError)) throw error;
        await this.settled();
        return this.allOrNothing(work, true);
      });
    } catch (error) {
      undo();
      throw error;
    } finally {
      this.made = undefined;
      this.arena.release();
    }
  }

  /** Waits for the work submitted so far: then what was destroyed is free. */
  private async settled(): Promise<void> {
    await this.context.guard(this.context.gpu.queue.onSubmittedWorkDone());
  }

  /** A storage as this device's. @throws ConfigError for another device's, DisposedError for a disposed one */
  own(storage: Storage): GpuStorage {
    if (!(storage instanceof GpuStorage) || storage.owner !== this) {
      throw new ConfigError(
        'webgpu: a value lives on another device; expected one of this device; read its data() and make a tensor of it',
      );
    }
    if (storage.disposed)
      throw new DisposedError('webgpu: a value was disposed; expected a live one; use it before dispose()');
    return storage;
  }

  private make(shape: Shape, dtype: DType, bytes: number, home: Home, name?: string): GpuStorage {
    const storage = new GpuStorage(this, shape, dtype, bytes, home, (one) => this.release(one), name);
    this.live.add(storage);
    this.made?.push(storage);
    return storage;
  }

  private release(storage: GpuStorage): void {
    this.live.delete(storage);
    const { home, byteLength } = storage;
    if (home.kind === 'variable') this.variables.release(home.offset, byteLength);
    else if (home.kind === 'buffer') this.tensors.give(home.buffer);
    else if (home.kind === 'slot') this.results.release(storage, home.offset);
  }

  /** Storage of a variable. */
  variable(shape: Shape, dtype: DType, name = 'a variable'): GpuStorage {
    const bytes = deviceBytes({ shape, dtype }, this.halves);
    const what = `variable ${name} ${dtype}${formatShape(shape)}`;
    this.context.checkBinding(bytes, what);
    const offset = this.variables.allocate(bytes, what);
    return this.make(shape, dtype, bytes, { kind: 'variable', offset }, name);
  }

  /** Storage of a result: a slot for small ones, a pooled buffer for others. */
  result({ shape, dtype, bytes }: TensorSpec & { readonly bytes: number }): GpuStorage {
    const slot = bytes <= SLOT_BYTES ? this.results.take() : undefined;
    if (slot === undefined) return this.make(shape, dtype, bytes, { kind: 'buffer', buffer: this.tensors.take(bytes) });
    const storage = this.make(shape, dtype, bytes, { kind: 'slot', offset: slot });
    this.results.hold(storage, slot);
    return storage;
  }

  /** Where a storage on the device begins. */
  rangeOf({ home }: GpuStorage): Range {
    if (home.kind === 'buffer') return { buffer: home.buffer, offset: 0 };
    if (home.kind === 'slot') return { buffer: this.results.buffer, offset: home.offset };
    if (home.kind === 'variable') return { buffer: this.variables.buffer, offset: home.offset };
    throw new Error('the value is on the host');
  }

  upload(data: HostTensor, storage?: Storage): GpuStorage {
    checkUpload(data, storage);
    const bytes = toDevice(data);
    this.context.checkBinding(bytes.length, `a tensor ${data.dtype}${formatShape(data.shape)}`);
    if (!storage) return this.arrive(data, bytes);
    const target = this.own(storage);
    const { buffer, offset } = this.rangeOf(target);
    if (bytes.length > 0) this.context.gpu.queue.writeBuffer(buffer, offset, bytes);
    return target;
  }

  /** A tensor in a buffer of its own. One for which the GPU has no room stays on the host, and comes again with each run. */
  private arrive({ shape, dtype }: HostTensor, bytes: Uint8Array<ArrayBuffer>): GpuStorage {
    const onHost: Home = { kind: 'host', bytes };
    const storage = this.make(shape, dtype === 'uint8' ? 'int32' : dtype, bytes.length, onHost);
    const room = this.context.attempt(() => {
      const buffer = this.tensors.take(bytes.length);
      if (bytes.length > 0) this.context.gpu.queue.writeBuffer(buffer, 0, bytes);
      storage.home = { kind: 'buffer', buffer };
    });
    if (room instanceof Promise) this.awaitArrival(room.catch(() => void (storage.home = onHost)));
    return storage;
  }

  /** Runs wait until it is known where what was uploaded is. */
  private awaitArrival(room: Promise<void>): void {
    const all = Promise.all([this.arriving, room]).then(() => {
      if (this.arriving === all) this.arriving = undefined;
    });
    this.arriving = all;
  }

  /** Brings values to the host with one copy and one mapping, or several where one buffer would be too large. */
  async read(storages: readonly Storage[]): Promise<readonly TypedArray[]> {
    this.context.check();
    if (this.arriving) await this.arriving;
    const own = storages.map((storage) => this.own(storage));
    const bytes = own.reduce((sum, { byteLength }) => sum + aligned(byteLength), 0);
    if (bytes > this.context.limits.maxBufferSize && own.length > 1) {
      const half = Math.ceil(own.length / 2);
      return (await Promise.all([this.read(own.slice(0, half)), this.read(own.slice(half))])).flat();
    }
    return this.readTogether(own).catch(async (error: unknown) => {
      // A variable may hold another value by now.
      if (!(error instanceof OutOfMemoryError) || own.some(({ home }) => home.kind === 'variable')) throw error;
      await this.settled();
      return this.readTogether(storages.map((storage) => this.own(storage)));
    });
  }

  private async readTogether(own: readonly GpuStorage[]): Promise<readonly TypedArray[]> {
    // Where each value is now: one that comes home meanwhile is copied all the same.
    let total = 0;
    const places = own.map(({ home, byteLength }) => {
      if (home.kind === 'host') return home.bytes;
      const start = total;
      total += Math.ceil(byteLength / 8) * 8;
      return start;
    });
    const bytes = total > 0 ? await this.readBytes(own, places, total) : new Uint8Array();
    return own.map((storage, index) => {
      const place = places[index] as number | Uint8Array;
      const own = typeof place === 'number' ? bytes.subarray(place, place + storage.byteLength) : place;
      return fromDevice(own, storage, this.halves);
    });
  }

  /** Copies the values that have a position (not those that are bytes already) into a staging buffer and maps it. */
  private async readBytes(
    own: readonly GpuStorage[],
    places: readonly (number | Uint8Array)[],
    total: number,
  ): Promise<Uint8Array> {
    const { gpu } = this.context;
    const copied = this.context.attempt(() => {
      const staging = this.staging.take(total);
      const encoder = gpu.createCommandEncoder();
      own.forEach((storage, index) => {
        const place = places[index];
        if (typeof place !== 'number' || storage.byteLength === 0) return;
        const { buffer, offset } = this.rangeOf(storage);
        encoder.copyBufferToBuffer(buffer, offset, staging, place, storage.byteLength);
      });
      gpu.queue.submit([encoder.finish()]);
      return staging;
    });
    const staging = await copied;
    await this.context.guard(this.flight.until(() => staging.mapAsync(GPUMapMode.READ, 0, staging.size)));
    const bytes = new Uint8Array(staging.getMappedRange()).slice(0, total);
    staging.unmap();
    this.staging.give(staging);
    return bytes;
  }

  /** Resolves when another run may be submitted. */
  async ready(): Promise<void> {
    this.context.check();
    // Promises cost microseconds: most steps wait for nothing.
    if (this.flight.isFull) await this.flight.ready();
    if (this.results.draining) await this.results.draining;
    if (this.variables.isShort)
      this.variables.moveTo(await this.allOrNothing((isLast) => this.variables.makeLarger(isLast)));
    this.context.check();
  }
}
