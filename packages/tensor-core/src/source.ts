// Where the value of a tensor comes from: the node kinds of the recorded graph.
import type { HostDType, HostTensor } from './dtype.js';
import type { Storage } from './device.js';
import type { PrimitiveAttributes, PrimitiveOp } from './op-table.js';
import type { StateCell } from './state-cell.js';
import type { Tensor } from './tensor.js';

/** A primitive op applied to recorded operands. */
export interface OpSource<Op extends PrimitiveOp = PrimitiveOp> {
  readonly kind: 'op';
  readonly op: Op;
  readonly inputs: readonly Tensor[];
  readonly attributes: PrimitiveAttributes[Op];
}

/** A named op with a body of primitives: rules may know the name, everybody else follows the body. */
export interface CompositeSource {
  readonly kind: 'composite';
  readonly op: string;
  readonly inputs: readonly Tensor[];
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly body: Tensor;
}

/** The value of `body` with a gradient of its own; without `gradient`, none flows at all. */
export interface GradientSource {
  readonly kind: 'gradient';
  readonly body: Tensor;
  readonly inputs: readonly Tensor[];
  readonly gradient?: (gradOutput: Tensor) => readonly Tensor[];
}

/** Data on the host. Used a second time, it moves to the device to stay. */
export interface DataSource {
  readonly kind: 'data';
  readonly host: HostTensor;
  uses: number;
}

/** A few numbers that the host gives anew for every run. `read` is called once a run. */
export interface HostSource {
  readonly kind: 'host';
  readonly read: () => ArrayLike<number>;
}

/** A version of a variable. */
export interface StateSource {
  readonly kind: 'state';
  readonly cell: StateCell;
  readonly version: number;
  /** The trace that it belongs to, if it stands for the version of the moment of each run. */
  readonly trace?: object;
}

/** A value on a device. */
export interface StoredSource {
  readonly kind: 'stored';
  readonly storage: Storage;
  readonly device: object;
  /** True if a recorded history was dropped when the value was computed. */
  readonly hadHistory: boolean;
  /** The data that it was made from, kept while a protection is in force: it outlives the device. */
  readonly host?: HostTensor;
}

/** An argument of a function being traced by `compile`. */
export interface ArgumentSource {
  readonly kind: 'argument';
  /** Position among the leaves of all arguments. */
  readonly ordinal: number;
  /** The trace that it belongs to. */
  readonly trace: object;
  /** dtype of the data as they arrive, where it differs (bytes). */
  readonly storedAs?: HostDType;
}

export type Source =
  OpSource | CompositeSource | GradientSource | DataSource | HostSource | StateSource | StoredSource | ArgumentSource;
