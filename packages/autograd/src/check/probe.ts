// Runs recorded tensors on a given device with chosen values for some leaves. It calls the device itself: the default device,
// what waits for its next run, and the storages of variables stay as they are.
import {
  ConfigError,
  hostOffsets,
  lower,
  type Device,
  type HostTensor,
  type Lowered,
  type Storage,
  type Tensor,
  type TypedArray,
  type Variable,
} from '@tensorloom/tensor-core';

/** What stands behind a variable. */
export type Cell = Variable['cell'];

/** Values that stand in for leaves: for tensors of host data, and for variables. */
export interface Probed {
  readonly tensors?: ReadonlyMap<Tensor, HostTensor>;
  readonly variables?: ReadonlyMap<Cell, HostTensor>;
}

/** Recorded tensors made ready on a device, to be run with many values. */
export interface Probe {
  /** The values of the tensors, in order. */
  read(probed: Probed): Promise<readonly TypedArray[]>;
  dispose(): void;
}

/** What a run is given for a tensor that is not probed. */
function leafValue({ source }: Lowered['tensors'][number], device: Device): Storage | HostTensor {
  if (source.kind === 'data') return source.host;
  if (source.kind === 'stored' && source.device === device) return source.storage;
  throw new ConfigError(
    'checkGradients: fn uses a tensor of another device; expected data or values of the given device, got another; pass it as an input',
  );
}

/** The value of a variable that is not probed: its first one, or the storage that it has on this device. */
async function variableValue(cell: Cell, device: Device): Promise<Storage | HostTensor> {
  if (cell.initial) {
    const first = await probe([cell.leaf()], device, { initialising: true });
    const [data] = await first.read({});
    first.dispose();
    return { data: data as TypedArray, ...cell.spec };
  }
  if (cell.storage && cell.device === device) return cell.storage;
  throw new ConfigError(
    `checkGradients: variable "${cell.name}" lives on another device; expected one that no device has used yet, or the given one; ` +
      'make a variable for the check',
  );
}

const isHost = (value: Storage | HostTensor): value is HostTensor => 'data' in value;

/** Makes tensors ready to be run on a device. `initialising`: variables stand for how their first values come about. */
export async function probe(
  roots: readonly Tensor[],
  device: Device,
  { initialising = false }: { readonly initialising?: boolean } = {},
): Promise<Probe> {
  const { program, tensors, states, hosts } = lower(roots, new Map(), { initialising });
  const plan = await device.prepare(program);
  const offsets = hostOffsets(program);
  const host = new Float64Array(offsets.at(-1) as number);
  hosts.forEach((source, ordinal) => host.set(source.read(), offsets[ordinal]));
  const variables: (Storage | HostTensor)[] = [];
  for (const cell of states) variables.push(await variableValue(cell, device));
  return {
    async read(probed) {
      const inputs = tensors.map((leaf) => probed.tensors?.get(leaf.tensor) ?? leafValue(leaf, device));
      const values = states.map(
        (cell, index) => probed.variables?.get(cell) ?? (variables[index] as Storage | HostTensor),
      );
      const state = values.map((value) => (isHost(value) ? device.upload(value) : value));
      const outputs = await plan.run({ inputs, state, host });
      const result = await device.read(outputs);
      for (const output of outputs) output.dispose();
      state.forEach((storage, index) => isHost(values[index] as Storage | HostTensor) && storage.dispose());
      return result;
    },
    dispose: () => plan.dispose(),
  };
}
