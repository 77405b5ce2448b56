// Runs a built plan: binds what it is given, takes the steps, hands out results, exchanges what was assigned.
import {
  DisposedError,
  inputsOf,
  staged,
  type HostTensor,
  type Plan,
  type PlanDescription,
  type Program,
  type RunArguments,
  type Storage,
  type TypedArray,
} from '@tensorloom/tensor-core';
import { makeArray, realise, type Precision } from '../memory/arrays.js';
import type { BufferPool } from '../memory/buffer-pool.js';
import { CpuStorage, ownStorage } from '../memory/cpu-storage.js';
import { buildPlan, type BuiltPlan } from './build-plan.js';
import type { StepTimer } from './step-timer.js';
import { describePlan } from './describe-plan.js';
import { shareBuffers, type SharedBuffers } from './share-buffers.js';

/** What a plan asks of its device. */
export interface PlanHost {
  readonly precision: Precision;
  readonly pool: BufferPool;
  /** Storages that somebody holds. */
  readonly live: Set<CpuStorage>;
  /** Set while somebody takes the time of kernels. */
  readonly timer: StepTimer | undefined;
  /** @throws DisposedError once the device is gone */
  checkAlive(op: string): void;
}

/** A program made ready for one CPU device. */
export class CpuPlan implements Plan {
  private readonly built: BuiltPlan;
  private readonly shared: SharedBuffers;
  private readonly states: number;
  private disposed = false;

  constructor(
    readonly program: Program,
    private readonly device: PlanHost,
  ) {
    this.built = buildPlan(program, device.precision);
    const { buffers, steps, assigned } = this.built;
    this.shared = shareBuffers(
      buffers,
      steps,
      assigned.map(({ buffer }) => buffer),
    );
    this.states = inputsOf(program, 'state').length;
  }

  run(args: RunArguments): readonly Storage[] {
    this.device.checkAlive('run');
    if (this.disposed)
      throw new DisposedError('run: plan was disposed; expected a live plan, got a disposed one; prepare it again');
    const { pool } = this.device;
    const inputs = args.inputs.map((input) => this.valuesOf(input));
    const states = args.state.slice(0, this.states).map((state) => ownStorage('run', state, this.device));
    const pooled = pool.take(this.shared.sizes);
    try {
      const memory = this.bind(inputs, states, pooled);
      this.setHosts(memory, args.host);
      staged('compute', () => this.compute(memory));
      this.assign(memory, states, pooled);
      return this.results(memory);
    } finally {
      pool.give(this.shared.sizes, pooled);
    }
  }

  describe(): PlanDescription {
    return describePlan(this.program, this.built, this.shared);
  }

  dispose(): void {
    this.disposed = true;
  }

  private compute(memory: readonly TypedArray[]): void {
    const { steps } = this.built;
    const { timer } = this.device;
    if (timer) timer.time(this, steps, memory);
    else for (const { run } of steps) run(memory);
  }

  private valuesOf(input: Storage | HostTensor): TypedArray {
    return 'data' in input ? realise(input, this.device.precision) : ownStorage('run', input, this.device).values;
  }

  /** The array of each buffer in this run. */
  private bind(
    inputs: readonly TypedArray[],
    states: readonly CpuStorage[],
    pooled: readonly TypedArray[],
  ): TypedArray[] {
    return this.built.buffers.map((source, buffer) => {
      if (source.from === 'fixed') return source.array;
      if (source.from === 'input') return inputs[source.ordinal] as TypedArray;
      if (source.from === 'state') return (states[source.ordinal] as CpuStorage).values;
      if (source.from === 'new') return makeArray(source.kind, source.length);
      return pooled[this.shared.arrayOf[buffer] as number] as TypedArray;
    });
  }

  private setHosts(memory: readonly TypedArray[], host: Float64Array): void {
    for (const { buffer, start, size } of this.built.hosts) {
      const array = memory[buffer] as TypedArray;
      for (let index = 0; index < size; index++) array[index] = host[start + index] as number;
    }
  }

  /** All assignments at once, when nothing can fail any more: a new array for each variable, its old one goes to the pool. */
  private assign(memory: readonly TypedArray[], states: readonly CpuStorage[], pooled: TypedArray[]): void {
    for (const { state, buffer } of this.built.assigned) {
      pooled[this.shared.arrayOf[buffer] as number] = (states[state] as CpuStorage).exchange(
        memory[buffer] as TypedArray,
      );
    }
  }

  private results(memory: readonly TypedArray[]): readonly Storage[] {
    return this.built.results.map((buffer, index) => {
      const { shape, dtype } = this.program.values[this.program.outputs[index] as number] as ProgramValueSpec;
      return new CpuStorage(this.device, shape, dtype, memory[buffer] as TypedArray);
    });
  }
}

type ProgramValueSpec = Pick<Program['values'][number], 'shape' | 'dtype'>;
