// A value on the CPU device: a typed array with its shape. Plans exchange the array when they assign a variable.
import { ConfigError, DisposedError, formatShape } from '@tensorloom/tensor-core';
import type { DType, Shape, Storage, TypedArray } from '@tensorloom/tensor-core';

/** A storage of one CPU device; nobody else holds its array. */
export class CpuStorage implements Storage {
  private array: TypedArray | undefined;
  readonly byteLength: number;

  constructor(
    /** The device it belongs to, with all that live there. */
    readonly owner: { readonly live: Set<CpuStorage> },
    readonly shape: Shape,
    readonly dtype: DType,
    array: TypedArray,
    /** Of a variable. */
    readonly name?: string,
  ) {
    this.array = array;
    owner.live.add(this);
    this.byteLength = array.byteLength;
  }

  /** The values. @throws DisposedError after `dispose()` */
  get values(): TypedArray {
    if (!this.array) {
      throw new DisposedError(
        `storage: was disposed; expected a live ${this.dtype} ${formatShape(this.shape)}, got a disposed one; use it before dispose()`,
      );
    }
    return this.array;
  }

  /** Puts another array of the same kind and length in place and returns the one that was there. */
  exchange(array: TypedArray): TypedArray {
    const old = this.values;
    this.array = array;
    return old;
  }

  dispose(): void {
    this.owner.live.delete(this);
    this.array = undefined;
  }
}

/** The storage as one of `owner`'s. @throws ConfigError for a storage of another device */
export function ownStorage(op: string, storage: Storage, owner: object): CpuStorage {
  if (storage instanceof CpuStorage && storage.owner === owner) return storage;
  throw new ConfigError(
    `${op}: storage of another device; expected one that this CPU device made, got ${storage.dtype} ${formatShape(storage.shape)}; ` +
      'read it there and upload it here',
  );
}
