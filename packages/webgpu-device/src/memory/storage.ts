// Where a value lives on this device: a range of the variables, a buffer of its own, a result slot, or back on the host.
import type { DType, Shape, Storage } from '@tensorloom/tensor-core';

/** Home of a value. */
export type Home =
  | { readonly kind: 'variable'; readonly offset: number }
  | { readonly kind: 'buffer'; readonly buffer: GPUBuffer }
  | { readonly kind: 'slot'; readonly offset: number }
  | { readonly kind: 'host'; readonly bytes: Uint8Array<ArrayBuffer> };

/** A storage of this device. */
export class GpuStorage implements Storage {
  disposed = false;

  constructor(
    readonly owner: object,
    readonly shape: Shape,
    readonly dtype: DType,
    readonly byteLength: number,
    public home: Home,
    private readonly release: (storage: GpuStorage) => void,
    /** Of a variable. */
    readonly name?: string,
  ) {}

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.release(this);
  }
}
