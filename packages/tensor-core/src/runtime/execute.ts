// Runs a lowered graph on a device: fills new variables first, gathers inputs, submits, takes the new versions over.
import { checkNumerics } from '../debug/check-numerics.js';
import { debugging } from '../debug/debugging.js';
import { ConfigError, DeviceLostError } from '../errors.js';
import type { Device, Plan, RunArguments, Storage } from '../device.js';
import type { HostTensor } from '../dtype.js';
import { lower, type Lowered, type TensorLeaf } from '../lower.js';
import { hostOffsets, type Program } from '../program.js';
import { staged } from '../profile/host-clock.js';
import type { SavedValue } from '../recovery/saved-values.js';
import type { HostSource } from '../source.js';
import type { StateCell } from '../state-cell.js';
import type { Tensor } from '../tensor.js';
import { activeProtection } from '../recovery/protect.js';
import { isLost, planFor } from './default-device.js';

/** Storages are given back when their tensor or variable has been collected. */
const forgotten = new FinalizationRegistry<Storage>((storage) => storage.dispose());

/** Turns a recorded tensor into one that is on the device. Its history is dropped; data stay while a protection is in force. */
export function store(tensor: Tensor, storage: Storage, device: Device): void {
  const { source } = tensor;
  const kept = source.kind === 'data' && activeProtection() ? { host: source.host } : {};
  tensor.source = { kind: 'stored', storage, device, hadHistory: source.kind !== 'data', ...kept };
  forgotten.register(tensor, storage, tensor);
}

/**
 * Looks whether a tensor's value went with a device. One whose data are still on the host is taken from there.
 *
 * @throws DeviceLostError that says what to do
 */
export function survive(op: string, tensor: Tensor): void {
  const { source } = tensor;
  if (source.kind !== 'stored' || !isLost(source.device)) return;
  if (!source.host) {
    throw new DeviceLostError(
      `${op}: a value was lost with its device; expected one of a device that works, got ${String(tensor)}; ` +
        'compute it anew, and read what must be kept beyond a device',
    );
  }
  forgotten.unregister(tensor);
  tensor.source = { kind: 'data', host: source.host, uses: 1 };
}

/** Gives a stored tensor's memory back. */
export function unstore(tensor: Tensor): void {
  if (tensor.source.kind !== 'stored') return;
  tensor.source.storage.dispose();
  forgotten.unregister(tensor);
}

/** The storage of a variable on this device, reserved if there is none. */
function storageOf(cell: StateCell, device: Device): Storage {
  if (!cell.storage) {
    cell.storage = device.allocate(cell.spec.shape, cell.spec.dtype, cell.name);
    cell.device = device;
    forgotten.register(cell, cell.storage, cell);
  }
  if (cell.device !== device) {
    throw new ConfigError(
      `variable ${cell.name}: lives on another device; expected the device that it was first used on, got ${device.kind} (${device.name}); ` +
        'make a variable for each device',
    );
  }
  return cell.storage;
}

/** Gives a variable's memory back. */
export function freeCell(cell: StateCell): void {
  cell.disposed = true;
  cell.storage?.dispose();
  forgotten.unregister(cell);
}

/** A first value that the host knows: data, or one constant throughout. No kernel is made for zeros. */
function hostForm({ source, shape, dtype, size }: Tensor): HostTensor | undefined {
  if (source.kind === 'data') return source.host;
  if (source.kind !== 'op' || source.op !== 'broadcast' || dtype !== 'float32') return undefined;
  const filler = source.inputs[0]?.source;
  if (filler?.kind !== 'op' || filler.op !== 'constant') return undefined;
  const { value } = filler.attributes as { readonly value: number };
  return { data: new Float64Array(size).fill(value), shape, dtype };
}

/** Brings a variable of a lost device to its saved value, which goes to a device with the next run that needs it. */
export function restoreCell(cell: StateCell, saved: SavedValue | undefined): void {
  forgotten.unregister(cell);
  cell.storage = cell.device = undefined;
  const wasCurrent = cell.current.source.kind === 'state' && cell.current.source.cell === cell;
  cell.version++;
  if (wasCurrent) cell.current = cell.leaf();
  cell.initial = saved?.toTensor() ?? cell.initial;
  cell.lost = cell.initial === undefined;
  if (saved) saved.version = cell.version;
}

/** True for values that the host can have computed anew at any time: they need no other value of a device. */
function isRecipe(root: Tensor): boolean {
  const [stack, seen] = [[root], new Set<Tensor>()];
  for (let tensor = stack.pop(); tensor; tensor = stack.pop()) {
    if (seen.has(tensor)) continue;
    seen.add(tensor);
    const { source } = tensor;
    if (source.kind === 'state' || source.kind === 'stored' || source.kind === 'argument') return false;
    if (source.kind === 'op') stack.push(...source.inputs);
    else if (source.kind === 'composite' || source.kind === 'gradient') stack.push(source.body);
  }
  return true;
}

/** Variables whose first values are on the device, or not needed any more. */
function forgetInitial(cells: readonly StateCell[]): void {
  const protection = activeProtection();
  for (const cell of cells) {
    if (protection && cell.initial && isRecipe(cell.initial)) protection.noteFirst(cell, cell.initial);
    cell.initial = undefined;
  }
}

/** Puts the first value of each variable into its storage; recorded ones with one run for all of them. */
async function initialise(cells: readonly StateCell[], device: Device): Promise<void> {
  const recorded = new Map<StateCell, Tensor>();
  for (const cell of cells) {
    if (!cell.initial) continue;
    const host = hostForm(cell.initial);
    if (host) device.upload(host, storageOf(cell, device));
    else recorded.set(cell, cell.initial);
  }
  if (recorded.size > 0) {
    const lowered = lower([], recorded, { initialising: true });
    const plan = await planFor(device, lowered.program);
    const args = gather(lowered, plan, device, () => undefined);
    if (debugging.checkNumerics) await checkNumerics(lowered, device, args);
    await plan.run(args);
    const others = [...recorded].filter(([, initial]) => !isRecipe(initial));
    activeProtection()?.noteComputed(
      others.map(([cell]) => cell),
      device,
    );
  }
  forgetInitial(cells);
}

function lostCell({ name }: StateCell): DeviceLostError {
  return new DeviceLostError(
    `variable ${name}: its value was lost with its device; expected a snapshot of it, got none; assign() a value, ` +
      'for instance from a file, and protect() training from now on',
  );
}

/** Reserves storages of variables; where the device has no room for them, none has one. */
async function allocate(cells: readonly StateCell[], device: Device): Promise<void> {
  try {
    for (const cell of cells) storageOf(cell, device);
    await device.ready();
  } catch (error) {
    for (const cell of cells) {
      cell.storage?.dispose();
      forgotten.unregister(cell);
      cell.storage = cell.device = undefined;
    }
    throw error;
  }
}

/**
 * Makes sure that each variable has a storage, with its first value where that is read. One that is only assigned keeps it
 * until the run has succeeded.
 *
 * @returns undefined where nothing must be waited for: a promise for nothing would cost every step
 */
export function prepareStates({ states, statesRead }: Lowered, device: Device): Promise<void> | undefined {
  const [homeless, fresh]: [StateCell[], StateCell[]] = [[], []];
  for (const cell of states) {
    if (cell.lost && statesRead.has(cell)) throw lostCell(cell);
    if (cell.storage) storageOf(cell, device);
    else homeless.push(cell);
    if (cell.initial !== undefined && statesRead.has(cell)) fresh.push(cell);
  }
  if (homeless.length === 0) return fresh.length > 0 ? initialise(fresh, device) : undefined;
  return allocate(homeless, device).then(() => initialise(fresh, device));
}

/** Where a run's numbers go, by program: one run of it is prepared at a time. */
const hostNumbers = new WeakMap<Program, { readonly offsets: readonly number[]; readonly values: Float64Array }>();

/** The numbers of all host inputs for one run of a program. They are another run's numbers after the next call. */
function readHosts(program: Program, hosts: readonly HostSource[]): Float64Array {
  let numbers = hostNumbers.get(program);
  if (!numbers) {
    const offsets = hostOffsets(program);
    hostNumbers.set(program, (numbers = { offsets, values: new Float64Array(offsets.at(-1) as number) }));
  }
  const { offsets, values } = numbers;
  hosts.forEach((host, ordinal) => values.set(host.read(), offsets[ordinal]));
  return values;
}

/** What a tensor leaf gives to a run. Host data that is used a second time moves to the device to stay; bytes travel each time, being small. */
function inputOf({ tensor }: TensorLeaf, device: Device): Storage | HostTensor {
  survive('run', tensor);
  const { source } = tensor;
  if (source.kind === 'data') {
    if (source.uses++ === 0 || source.host.dtype === 'uint8') return source.host;
    store(tensor, device.upload(source.host), device);
    return inputOf({ tensor, source }, device);
  }
  if (source.kind !== 'stored')
    throw new ConfigError('run: an argument of a compiled function was used outside of it; return it instead');
  if (source.device !== device) {
    throw new ConfigError(
      `run: a tensor lives on another device; expected ${device.kind} (${device.name}); read its data() and make a tensor of it`,
    );
  }
  return source.storage;
}

/** Arguments of a run of a plan. `argument` gives the value of a compiled function's argument. */
export function gather(
  lowered: Lowered,
  { program }: Plan,
  device: Device,
  argument: (leaf: TensorLeaf) => Tensor | undefined,
): RunArguments {
  const inputs = lowered.tensors.map((leaf) => {
    const tensor = argument(leaf);
    return inputOf(tensor ? { tensor, source: leaf.source } : leaf, device);
  });
  return {
    inputs,
    state: lowered.states.map((cell) => storageOf(cell, device)),
    host: readHosts(program, lowered.hosts),
  };
}

/** After a run: the variables that it assigned are at a new version. */
export function commit(cells: readonly StateCell[], device: Device): void {
  forgetInitial(cells);
  for (const cell of cells) {
    cell.version++;
    cell.lost = false;
    const { source } = cell.current;
    if (source.kind === 'state' && source.cell === cell) cell.current = cell.leaf();
  }
  activeProtection()?.noteRun(cells, device);
}

/** Lowers and runs what is wanted; returns the storages of the roots and the device that holds them. */
export async function execute(
  roots: readonly Tensor[],
  assignments: ReadonlyMap<StateCell, Tensor>,
  device: Device,
): Promise<readonly Storage[]> {
  const lowered = lower(roots, assignments);
  const preparing = prepareStates(lowered, device);
  if (preparing) await preparing;
  const plan: Plan = await planFor(device, lowered.program);
  await staged('wait', () => device.ready());
  const args = staged('encode', () => gather(lowered, plan, device, () => undefined));
  if (debugging.checkNumerics) await checkNumerics(lowered, device, args);
  return staged('encode', () => plan.run(args));
}
