// The CPU device: programs run node by node on typed arrays, in the thread that calls.
import {
  checkUpload,
  ConfigError,
  DisposedError,
  MemoryReport,
  type MemoryItem,
  sizeOf,
  type Device,
  type DType,
  type HostTensor,
  type KernelClock,
  type Plan,
  type Program,
  type Shape,
  type Storage,
  type TypedArray,
} from '@tensorloom/tensor-core';
import { kindOf, makeArray, realise, type Precision } from './memory/arrays.js';
import { BufferPool } from './memory/buffer-pool.js';
import { CpuStorage, ownStorage } from './memory/cpu-storage.js';
import { CpuPlan, type PlanHost } from './plan/cpu-plan.js';
import { StepTimer } from './plan/step-timer.js';
import { yieldToEventLoop } from './yield-to-event-loop.js';

export interface CpuDeviceOptions {
  /**
   * How dtype float32 is computed: rounded to 32 bits after each op ('float32', the default), or in doubles throughout
   * ('float64'), for the truth in tests. Reads give a Float32Array or a Float64Array.
   */
  readonly precision?: Precision;
}

class CpuDevice implements Device, PlanHost {
  readonly kind = 'cpu';
  readonly name: string;
  readonly pool = new BufferPool();
  readonly live: Set<CpuStorage> = new Set();
  timer: StepTimer | undefined;
  private disposed = false;

  constructor(readonly precision: Precision) {
    this.name = precision;
  }

  checkAlive(op: string): void {
    if (this.disposed) {
      throw new DisposedError(`${op}: device was disposed; expected a live device, got a disposed one; make a new one`);
    }
  }

  async prepare(program: Program): Promise<Plan> {
    this.checkAlive('prepare');
    return new CpuPlan(program, this);
  }

  allocate(shape: Shape, dtype: DType, name?: string): Storage {
    this.checkAlive('allocate');
    return new CpuStorage(
      this,
      shape,
      dtype,
      makeArray(kindOf(dtype, this.precision), sizeOf(shape)),
      name ?? 'a variable',
    );
  }

  upload(data: HostTensor, storage?: Storage): Storage {
    this.checkAlive('upload');
    checkUpload(data, storage);
    const dtype = data.dtype === 'uint8' ? 'int32' : data.dtype;
    const values = realise(data, this.precision);
    if (!storage) return new CpuStorage(this, data.shape, dtype, values === data.data ? values.slice() : values);
    const target = ownStorage('upload', storage, this);
    target.values.set(values);
    return target;
  }

  async read(storages: readonly Storage[]): Promise<readonly TypedArray[]> {
    this.checkAlive('read');
    return storages.map((storage) => ownStorage('read', storage, this).values.slice());
  }

  async ready(): Promise<void> {
    this.checkAlive('ready');
    await yieldToEventLoop();
    this.checkAlive('ready');
  }

  async synchronize(): Promise<void> {
    this.checkAlive('synchronize');
  }

  memoryReport(): MemoryReport {
    const items = [...this.live].map(({ name, shape, dtype, byteLength }): MemoryItem => ({
      ...{ kind: name === undefined ? 'result' : 'variable', name: name ?? 'held' },
      ...{ shape, dtype, bytes: byteLength },
    }));
    const { idle } = this.pool;
    if (idle.arrays > 0) items.push({ kind: 'pool', name: `${idle.arrays} arrays`, bytes: idle.bytes });
    const buffers = this.live.size + idle.arrays;
    return new MemoryReport({ device: `cpu (${this.name})`, items, plans: [], buffers });
  }

  timeKernels(): KernelClock {
    this.checkAlive('timeKernels');
    if (this.timer) {
      throw new ConfigError(
        'profile: the device is being timed; expected one profile at a time, got another; await the first',
      );
    }
    this.timer = new StepTimer(() => (this.timer = undefined));
    return this.timer;
  }

  dispose(): void {
    this.disposed = true;
    this.pool.clear();
    this.live.clear();
  }
}

/**
 * Makes a device that computes on typed arrays, everywhere that JavaScript runs: the fall-back where there is no GPU,
 * and the reference in tests.
 *
 * @example
 * setDefaultDevice(createCpuDevice());
 * setDefaultDevice(createCpuDevice({ precision: 'float64' }));
 * @throws ConfigError for another precision than 'float32' or 'float64'
 */
export function createCpuDevice({ precision = 'float32' }: CpuDeviceOptions = {}): Device {
  if (precision !== 'float32' && precision !== 'float64') {
    throw new ConfigError(
      `createCpuDevice: unknown precision; expected 'float32' or 'float64', got ${JSON.stringify(precision)}; use one of those`,
    );
  }
  return new CpuDevice(precision);
}
