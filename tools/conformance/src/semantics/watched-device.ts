// A device that counts what it is asked for, in front of another one. Rules about runs, plans and memory are read off it.
import type {
  Device,
  DType,
  HostTensor,
  KernelClock,
  MemoryReport,
  Plan,
  Program,
  RunArguments,
  Shape,
  Storage,
  TypedArray,
} from '@tensorloom/tensor-core';

/** What was asked for since the last `forget()`. */
export class WatchedDevice implements Device {
  readonly kind: string;
  readonly name: string;
  /** Programs made ready, in order. */
  prepared: Program[] = [];
  /** Programs run, in order. */
  runs: Program[] = [];
  /** Calls of `read`. */
  readbacks = 0;
  /** Calls of `upload`. */
  uploads = 0;
  /** Calls of `ready`. */
  waits = 0;
  /** Plans given back. */
  plansDisposed = 0;
  /** Storages handed out since then and not given back. (Those of earlier tests go whenever the collector comes round.) */
  live = 0;
  private era = {};
  /** Thrown by the next run, once. */
  failure: Error | undefined;

  constructor(private readonly inner: Device) {
    this.kind = inner.kind;
    this.name = inner.name;
  }

  forget(): void {
    [this.prepared, this.runs] = [[], []];
    this.readbacks = this.uploads = this.waits = this.plansDisposed = 0;
    this.failure = undefined;
    [this.live, this.era] = [0, {}];
  }

  /** Names of the ops of all runs, in order. */
  ops(): string[] {
    return this.runs.flatMap(({ values }) => values.flatMap(({ op }) => (op === 'input' ? [] : [op])));
  }

  async prepare(program: Program): Promise<Plan> {
    this.prepared.push(program);
    const plan = await this.inner.prepare(program);
    return {
      program,
      run: (args) => this.run(plan, args),
      describe: () => plan.describe(),
      dispose: () => {
        this.plansDisposed++;
        plan.dispose();
      },
    };
  }

  private async run(plan: Plan, args: RunArguments): Promise<readonly Storage[]> {
    const { failure } = this;
    this.failure = undefined;
    if (failure) throw failure;
    this.runs.push(plan.program);
    return (await plan.run(args)).map((storage) => this.counted(storage));
  }

  private counted(storage: Storage): Storage {
    const { era } = this;
    const dispose = storage.dispose.bind(storage);
    let gone = false;
    this.live++;
    storage.dispose = () => {
      if (!gone && era === this.era) this.live--;
      gone = true;
      dispose();
    };
    return storage;
  }

  allocate(shape: Shape, dtype: DType, name?: string): Storage {
    return this.counted(this.inner.allocate(shape, dtype, name));
  }

  upload(data: HostTensor, storage?: Storage): Storage {
    this.uploads++;
    return storage ? this.inner.upload(data, storage) : this.counted(this.inner.upload(data));
  }

  read(storages: readonly Storage[]): Promise<readonly TypedArray[]> {
    this.readbacks++;
    return this.inner.read(storages);
  }

  ready(): Promise<void> {
    this.waits++;
    return this.inner.ready();
  }

  synchronize(): Promise<void> {
    return this.inner.synchronize();
  }

  memoryReport(): MemoryReport {
    return (this.inner.memoryReport as () => MemoryReport).call(this.inner);
  }

  timeKernels(): KernelClock {
    return (this.inner.timeKernels as () => KernelClock).call(this.inner);
  }

  dispose(): void {
    this.inner.dispose();
  }
}
