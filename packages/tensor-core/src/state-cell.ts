// The one mutable thing: the storage behind a variable, with the version that it holds now.
import { noteCell } from './recovery/live-cells.js';
import type { Storage } from './device.js';
import type { TensorSpec } from './op-table.js';
import { Tensor } from './tensor.js';

let created = 0;

/** What a variable is to the runtime. */
export class StateCell {
  readonly id: number = created++;
  /** The device's storage, once realised. */
  storage: Storage | undefined;
  /** The device that holds `storage`. */
  device: object | undefined;
  /** Counts the runs that overwrote the storage. */
  version = 0;
  disposed = false;
  /** Its value went with a device, and nothing has been assigned since. */
  lost = false;

  /** The value that an op reads when it is recorded now. */
  current: Tensor;

  constructor(
    readonly name: string,
    readonly spec: TensorSpec,
    /** The first value, until a run has put it into the storage. */
    public initial: Tensor | undefined,
  ) {
    this.current = this.leaf();
    noteCell(this);
  }

  /** The tensor that stands for the version in the storage: that of now, or, in a trace, that of each run. */
  leaf(trace?: object): Tensor {
    const { shape, dtype } = this.spec;
    return new Tensor(shape, dtype, { kind: 'state', cell: this, version: this.version, ...(trace && { trace }) });
  }
}
