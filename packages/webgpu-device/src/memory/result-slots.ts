// Small results (losses, counts) rotate through a fixed buffer. Before a slot is written again, its value has come to the host,
// many with one readback, so that a result stays readable however long it is held.
import type { GpuContext } from './gpu-context.js';
import type { GpuStorage } from './storage.js';

/** Bytes of a slot; larger results get a buffer of their own. */
export const SLOT_BYTES = 256;
const SLOTS_PER_HALF = 128;
const HALF_BYTES = SLOT_BYTES * SLOTS_PER_HALF;

interface Half {
  readonly base: number;
  readonly live: Set<GpuStorage>;
  /** Where values of this half travel through. */
  readonly staging: GPUBuffer;
  /** Set while values of this half are on their way to the host. */
  draining: Promise<void> | undefined;
}

interface Buffers {
  /** Both halves. */
  readonly all: GPUBuffer;
  readonly halves: readonly [Half, Half];
}

/** Two halves: while one is filled, the other one's values travel. */
export class ResultSlots {
  private at = 0;
  private used = 0;
  private own: Buffers | undefined;
  /** A half that the run being encoded has filled: it travels when that run is submitted, which has yet to write there. */
  private full: Half | undefined;

  constructor(private readonly context: GpuContext) {}

  get buffer(): GPUBuffer {
    return this.buffers.all;
  }

  /** All made for the first run, so that a long row of steps makes nothing later. */
  private get buffers(): Buffers {
    return (this.own ??= makeBuffers(this.context));
  }

  /** Settled when there is room for the results of another run; undefined where there is. */
  get draining(): Promise<void> | undefined {
    return this.used > SLOTS_PER_HALF / 2 ? this.own?.halves[this.at === 0 ? 1 : 0].draining : undefined;
  }

  /** Offset of a slot, or undefined while both halves are full of values that are still on the device. */
  take(): number | undefined {
    if (this.used === SLOTS_PER_HALF) {
      const other = this.buffers.halves[1 - this.at] as Half;
      if (other.draining || this.full) return undefined;
      this.full = this.buffers.halves[this.at] as Half;
      this.at = 1 - this.at;
      this.used = 0;
    }
    return (this.buffers.halves[this.at] as Half).base + SLOT_BYTES * this.used++;
  }

  /** The run that took the last slots was submitted. */
  submitted(): void {
    if (this.full) this.drain(this.full);
    this.full = undefined;
  }

  /** Notes who holds the value of a slot. */
  hold(storage: GpuStorage, offset: number): void {
    this.halfOf(offset).live.add(storage);
  }

  release(storage: GpuStorage, offset: number): void {
    if (this.own) this.halfOf(offset).live.delete(storage);
  }

  /** Makes its buffers anew where there was no room for them. */
  forget(): void {
    if (!this.own || this.context.live.has(this.own.all)) return;
    this.own = this.full = undefined;
    this.at = this.used = 0;
  }

  private halfOf(offset: number): Half {
    return this.buffers.halves[offset < HALF_BYTES ? 0 : 1];
  }

  private drain(half: Half): void {
    if (half.live.size === 0) return;
    const { staging } = half;
    const encoder = this.context.gpu.createCommandEncoder();
    encoder.copyBufferToBuffer(this.buffer, half.base, staging, 0, HALF_BYTES);
    this.context.gpu.queue.submit([encoder.finish()]);
    half.draining = staging
      .mapAsync(GPUMapMode.READ)
      .then(() => {
        const bytes = new Uint8Array(staging.getMappedRange());
        for (const storage of half.live) bringHome(storage, bytes, half.base);
        half.live.clear();
        staging.unmap();
      })
      // A failed device says so itself, on the next promise that the user awaits.
      .catch(() => undefined)
      .finally(() => (half.draining = undefined));
  }
}

function makeBuffers(context: GpuContext): Buffers {
  const { COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage;
  const half = (base: number): Half => ({
    base,
    live: new Set(),
    staging: context.createBuffer(HALF_BYTES, MAP_READ | COPY_DST, 'small results on their way'),
    draining: undefined,
  });
  const all = context.createBuffer(2 * HALF_BYTES, COPY_SRC | COPY_DST, 'small results');
  return { all, halves: [half(0), half(HALF_BYTES)] };
}

function bringHome(storage: GpuStorage, bytes: Uint8Array, base: number): void {
  if (storage.home.kind !== 'slot') return;
  const start = storage.home.offset - base;
  storage.home = { kind: 'host', bytes: bytes.slice(start, start + storage.byteLength) };
}
