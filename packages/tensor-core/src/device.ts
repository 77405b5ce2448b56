// What tensor-core asks of a device. It never learns which device runs.
import type { DType, HostTensor, TypedArray } from './dtype.js';
import type { TensorloomError } from './errors.js';
import type { MemoryReport } from './inspect/memory-report.js';
import type { PlanDescription } from './inspect/plan-description.js';
import type { Program } from './program.js';
import type { Shape } from './shape.js';

/** A value that lives on a device. Its holder gives it back with `dispose()`; a second call does nothing. */
export interface Storage {
  readonly shape: Shape;
  readonly dtype: DType;
  readonly byteLength: number;
  dispose(): void;
}

/** What one run of a plan is given, in the order of the program's ordinals. */
export interface RunArguments {
  /** Tensors: on the device already, or host data to be used by this run only. */
  readonly inputs: readonly (Storage | HostTensor)[];
  /** Storages of the variables; assignments overwrite them in place. */
  readonly state: readonly Storage[];
  /** The numbers of all `host` inputs, one after another (see `hostOffsets`). */
  readonly host: Float64Array;
}

/** A program made ready for one device. */
export interface Plan {
  readonly program: Program;
  /**
   * Submits one run and gives the storages of the program's outputs, each owned by the caller. It waits for nothing but the
   * device's word that there is room for memory that it has to make: without it the run rejects and has changed nothing.
   */
  run(args: RunArguments): readonly Storage[] | Promise<readonly Storage[]>;
  /** What will run, kernel by kernel. */
  describe(): PlanDescription;
  /** Gives back what the plan holds on the device. */
  dispose(): void;
}

/** One kernel of one run, as the device's own clock saw it. */
export interface KernelTime {
  readonly plan: Plan;
  /** Position among the kernels of `plan.describe()`. */
  readonly kernel: number;
  /** Milliseconds, from a beginning that all times of one clock share. */
  readonly start: number;
  readonly ms: number;
}

/** Takes the time of each kernel until it is stopped. */
export interface KernelClock {
  /** The kernels of each run since the last call, in order. Waits for them. */
  take(): Promise<readonly (readonly KernelTime[])[]>;
  /** Runs go on as before. */
  stop(): void;
}

/** Anything that runs programs. */
export interface Device {
  /** `'cpu'` or `'webgpu'`. */
  readonly kind: string;
  /** Adapter or precision, for people. */
  readonly name: string;
  /** What has gone wrong, if the device has failed: everything rejects with it until `recoverDevice()`. */
  readonly failure?: TensorloomError | undefined;
  /** Opens a device like this one, to go on with when this one has failed. Absent where devices do not fail. */
  reopen?(): Promise<Device>;
  /** Makes a program ready: everything slow happens here, once. */
  prepare(program: Program): Promise<Plan>;
  /** Reserves the storage of a variable; its content is undefined until a run or a write fills it. `name` is for messages. */
  allocate(shape: Shape, dtype: DType, name?: string): Storage;
  /** Puts host data onto the device. `storage` names where; without it a new storage is made. */
  upload(data: HostTensor, storage?: Storage): Storage;
  /** Brings values to the host: Float32Array (Float64Array where the device computes in doubles), Int32Array, Uint32Array, Uint8Array for bool. */
  read(storages: readonly Storage[]): Promise<readonly TypedArray[]>;
  /**
   * Resolves when another run may be submitted: few are in flight, and there is room for the variables allocated so far. Rejects if
   * the device has failed or has no such room.
   */
  ready(): Promise<void>;
  /** Resolves when all submitted work has finished. Rejects if the device has failed. */
  synchronize(): Promise<void>;
  /** What lives on the device, by name. */
  memoryReport?(): MemoryReport;
  /** Begins to take the time of kernels. @throws ConfigError where the device has no clock for that, or is timed already */
  timeKernels?(): KernelClock;
  /** Frees everything. Later calls throw DisposedError. */
  dispose(): void;
}
