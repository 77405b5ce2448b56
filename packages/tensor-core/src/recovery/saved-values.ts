// Values of variables on the host, as they were at one moment: taken from the device without making it wait.
import type { Device, Storage } from '../device.js';
import type { TypedArray } from '../dtype.js';
import { castTo } from '../ops/operands.js';
import type { StateCell } from '../state-cell.js';
import { Tensor } from '../tensor.js';

/** A variable's value. */
export interface SavedValue {
  /** The version that it is the value of: a variable that has not changed since need not be read again. */
  version: number;
  /** Makes a tensor of it. */
  readonly toTensor: () => Tensor;
}

/** Values by variable. */
export type SavedValues = WeakMap<StateCell, SavedValue>;

/** Bytes of one readback: a larger one would ask for one large buffer. */
const READBACK_BYTES = 1 << 26;

/** Cells in groups of about the bytes of one readback. */
function inGroups(cells: readonly StateCell[]): readonly (readonly StateCell[])[] {
  const groups: StateCell[][] = [];
  let room = 0;
  for (const cell of cells) {
    const { byteLength } = cell.storage as Storage;
    if (room < byteLength || groups.length === 0) {
      groups.push([]);
      room = READBACK_BYTES;
    }
    (groups.at(-1) as StateCell[]).push(cell);
    room -= byteLength;
  }
  return groups;
}

/** A value that came from the device, as a tensor. Halves come home as what they are equal to. */
function tensorOf({ spec: { shape, dtype } }: StateCell, data: TypedArray): Tensor {
  const carrier = dtype === 'float16' ? 'float32' : dtype;
  const value = new Tensor(shape, carrier, { kind: 'data', host: { data, shape, dtype: carrier }, uses: 0 });
  return castTo(value, dtype);
}

/**
 * Brings the values of variables to the host. The copies are put behind the work submitted so far before this returns, so that
 * steps submitted afterwards do not change what is read.
 */
export async function readValues(cells: readonly StateCell[], device: Device, into: SavedValues): Promise<void> {
  const reads = inGroups(cells).map(async (group) => {
    const versions = group.map(({ version }) => version);
    const values = await device.read(group.map(({ storage }) => storage as Storage));
    group.forEach((cell, index) => {
      const toTensor = (): Tensor => tensorOf(cell, values[index] as TypedArray);
      into.set(cell, { version: versions[index] as number, toTensor });
    });
  });
  await Promise.all(reads);
}
