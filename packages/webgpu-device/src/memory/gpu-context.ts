// The GPU device with its limits and its failure, if it has failed: what every room of this package that touches the GPU holds.
import {
  DeviceLostError,
  DisposedError,
  LimitError,
  OutOfMemoryError,
  type TensorloomError,
} from '@tensorloom/tensor-core';
import type { KernelTimer } from '../profile/kernel-timer.js';
import { closeScopes, openScopes } from './error-scopes.js';

/** Limits that this package keeps to. */
const limitNames = ['maxBufferSize', 'maxStorageBufferBindingSize', 'maxStorageBuffersPerShaderStage'] as const;
export type LimitName = (typeof limitNames)[number];
export type Limits = Readonly<Record<LimitName, number>>;

/** A GPU device, watched. */
export class GpuContext {
  /** The first thing that went wrong. The device stays in that error. */
  failure: TensorloomError | undefined;
  /** Set while somebody takes the time of kernels. */
  timer: KernelTimer | undefined;
  /** Buffers that were made and not destroyed; their labels say what for. */
  readonly live: Set<GPUBuffer> = new Set();
  private disposed = false;
  /** Buffers that the work under way has made. */
  private making: GPUBuffer[] | undefined;

  /** The device's, or lower ones where that is wished. */
  readonly limits: Limits;

  constructor(
    readonly gpu: GPUDevice,
    lower: Partial<Limits> = {},
    /** Bytes that all buffers may take together. */
    readonly budget?: number,
  ) {
    const kept = limitNames.map((name) => [name, Math.min(gpu.limits[name], lower[name] ?? Infinity)] as const);
    this.limits = Object.fromEntries(kept) as Limits;
    gpu.addEventListener('uncapturederror', (event) => this.fail(errorOf((event as GPUUncapturedErrorEvent).error)));
    void gpu.lost.then(({ reason, message }) => {
      if (this.disposed) return;
      this.fail(
        new DeviceLostError(
          `webgpu: the device was lost (${reason}); expected it to keep working, got: ${message}; call recoverDevice(), or make a new device`,
        ),
      );
    });
  }

  fail(error: TensorloomError): void {
    this.failure ??= error;
  }

  /** @throws what went wrong before, if anything has */
  check(): void {
    if (this.failure) throw this.failure;
    if (this.disposed)
      throw new DisposedError('webgpu: the device was disposed; expected a live device; make a new one');
  }

  /**
   * Waits for something of the GPU. A promise of a lost device may be settled before the loss is told: it counts as lost, too.
   *
   * @throws what went wrong with the device meanwhile, if anything has, before what went wrong with the work
   */
  async guard<Result>(work: Promise<Result>): Promise<Result> {
    try {
      const result = await work;
      this.check();
      return result;
    } catch (error) {
      await Promise.race([this.gpu.lost, nextTurn()]);
      this.check();
      throw error;
    }
  }

  /** Called before a buffer is made: gives back what nobody needs now, or throws OutOfMemoryError. Set where there is a budget. */
  makeRoom: ((bytes: number, what: string) => void) | undefined;

  /** Called when the GPU has no room for buffers: gives back what can be made again, and words the error. */
  refused: ((buffers: readonly GPUBuffer[], message: string) => OutOfMemoryError) | undefined;

  /**
   * Does something that may make buffers. From the first one on, errors of the GPU are that work's, not the device's.
   *
   * @returns what the work gave; where it made buffers, when the GPU has said that there is room for them
   * @throws OutOfMemoryError if there is none: the buffers are destroyed, and commands submitted with them have done nothing
   */
  attempt<Result>(work: () => Result): Result | Promise<Result> {
    const made: GPUBuffer[] = (this.making = []);
    let room: Promise<void> | undefined;
    try {
      const result = work();
      room = this.endAttempt(made);
      return room ? room.then(() => result) : result;
    } catch (error) {
      // Its own error counts; what the GPU had no room for is forgotten all the same.
      this.endAttempt(made)?.catch(() => undefined);
      throw error;
    }
  }

  /** Waits for the GPU's word on the buffers that were made, if any were. */
  private endAttempt(made: readonly GPUBuffer[]): Promise<void> | undefined {
    this.making = undefined;
    return made.length > 0 ? this.roomFor(made, closeScopes(this.gpu)) : undefined;
  }

  private async roomFor(made: readonly GPUBuffer[], said: Promise<GPUError | null>): Promise<void> {
    const error = await this.guard(said);
    if (!error) return;
    for (const buffer of made) this.destroyBuffer(buffer);
    const noRoom = isOutOfMemory(error) && this.refused?.(made, error.message);
    if (noRoom) throw noRoom;
    this.fail(errorOf(error));
    this.check();
  }

  /** Bytes of all buffers. */
  get used(): number {
    let bytes = 0;
    for (const { size } of this.live) bytes += size;
    return bytes;
  }

  /**
   * Makes a buffer.
   *
   * @param replaces bytes of the buffer whose place it takes, if any
   * @throws LimitError for sizes that the device does not allow, OutOfMemoryError beyond the budget, naming what it is for
   */
  createBuffer(size: number, usage: GPUBufferUsageFlags, what: string, replaces = 0): GPUBuffer {
    const limit = this.limits.maxBufferSize;
    if (size > limit) {
      throw new LimitError(
        `webgpu: ${what} is too large; expected at most ${limit} bytes in a buffer, got ${size}; use smaller tensors or batches`,
      );
    }
    this.makeRoom?.(size - replaces, what);
    if (this.making?.length === 0) openScopes(this.gpu);
    const buffer = this.gpu.createBuffer({ size, usage, label: what });
    this.live.add(buffer);
    this.making?.push(buffer);
    return buffer;
  }

  /** Gives a buffer's memory back. */
  destroyBuffer(buffer: GPUBuffer): void {
    this.live.delete(buffer);
    buffer.destroy();
  }

  /** @throws LimitError if a tensor cannot be bound whole (an oversize binding would read zeros) */
  checkBinding(size: number, what: string): void {
    const limit = this.limits.maxStorageBufferBindingSize;
    if (size > limit) {
      throw new LimitError(
        `webgpu: ${what} is too large; expected at most ${limit} bytes in a binding, got ${size}; use smaller tensors or batches`,
      );
    }
  }

  dispose(): void {
    this.disposed = true;
    this.live.clear();
    this.gpu.destroy();
  }
}

/** After all that is settled by now has been told. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

function isOutOfMemory(error: GPUError): boolean {
  return typeof GPUOutOfMemoryError !== 'undefined' && error instanceof GPUOutOfMemoryError;
}

/** A GPU error as one of ours. */
export function errorOf(error: GPUError): TensorloomError {
  if (isOutOfMemory(error)) {
    return new OutOfMemoryError(
      `webgpu: out of memory; expected room on the device, got: ${error.message}; call recoverDevice(), then use smaller batches, dispose tensors, or set a memoryBudget`,
    );
  }
  return new DeviceLostError(
    `webgpu: the device refused a command; expected valid work, got: ${error.message}; please report this as a bug`,
  );
}
