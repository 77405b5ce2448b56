// What waits for the next run: reads, assignments, losses. All asked for in one microtask runs as one plan.
import { ConfigError } from '../errors.js';
import { checkRecorded, resetRecorded } from '../record.js';
import type { StateCell } from '../state-cell.js';
import { Tensor } from '../tensor.js';
import { activeTrace } from '../trace.js';
import { defaultDevice } from './default-device.js';
import { commit, execute, store } from './execute.js';
import { inTurn } from './turn.js';
import type { Device, Storage } from '../device.js';

/** The value of a root, and where it is. */
export interface Realised {
  readonly storage: Storage;
  readonly device: Device;
  /** True if only this read owns the storage. */
  readonly temporary: boolean;
}

let assignments = new Map<StateCell, Tensor>();
let roots = new Set<Tensor>();
let losses = new Set<Tensor>();
let scheduled: Promise<ReadonlyMap<Tensor, Realised>> | undefined;

/**
 * Notes the new value of a variable for the next run (or for the trace in progress). What is recorded from it later sees a
 * variable, not the way to its value: no gradient flows through an assignment, whether it has run yet or not.
 */
export function noteAssignment(cell: StateCell, assigned: Tensor): void {
  const trace = activeTrace();
  const value = isRecorded(assigned)
    ? new Tensor(assigned.shape, assigned.dtype, { kind: 'gradient', body: assigned, inputs: [] })
    : assigned;
  if (trace) {
    if (!trace.saved.has(cell)) trace.saved.set(cell, cell.current);
    trace.assignments.set(cell, value);
  } else {
    checkRecorded(`assign to ${cell.name}`);
    assignments.set(cell, value);
  }
  cell.current = value;
}

/** Notes a loss that gradients were taken of: it is computed with the update that overwrites what it was recorded from. */
export function noteLoss(loss: Tensor): void {
  if (!activeTrace() && isRecorded(loss)) losses.add(loss);
}

/** Notes a tensor whose value must survive the next run. */
export function noteKept(tensor: Tensor): void {
  if (isRecorded(tensor)) losses.add(tensor);
}

/** Takes an assignment back: the variable was disposed. */
export function forgetAssignment(cell: StateCell): void {
  assignments.delete(cell);
}

/** True if uncompiled work must run before a compiled step may. */
export function isAnythingPending(): boolean {
  return assignments.size > 0 || losses.size > 0 || scheduled !== undefined;
}

function isRecorded({ source }: Tensor): boolean {
  return source.kind === 'op' || source.kind === 'composite' || source.kind === 'gradient';
}

/**
 * Asks for values with the next run.
 *
 * @returns once the run has been submitted: where each root of that run is
 */
export function request(tensors: readonly Tensor[]): Promise<ReadonlyMap<Tensor, Realised>> {
  if (activeTrace()) {
    throw new ConfigError(
      'read: values do not exist while compile traces; expected recorded ops only, got a read; return the tensor and read it outside',
    );
  }
  for (const tensor of tensors) roots.add(tensor);
  scheduled ??= Promise.resolve().then(() => inTurn(runPending));
  return scheduled;
}

async function runPending(): Promise<ReadonlyMap<Tensor, Realised>> {
  const wanted = [...new Set([...roots, ...[...losses].filter(isRecorded)])];
  const changes = assignments;
  [roots, losses, assignments, scheduled] = [new Set(), new Set(), new Map(), undefined];
  resetRecorded();
  const realised = new Map<Tensor, Realised>();
  try {
    const device = await defaultDevice();
    const missing = wanted.filter((tensor) => !take(tensor, realised));
    if (missing.length === 0 && changes.size === 0) return realised;
    const storages = await execute(missing, changes, device);
    missing.forEach((tensor, index) => {
      const storage = storages[index] as Storage;
      const temporary = !isRecorded(tensor);
      if (!temporary) store(tensor, storage, device);
      realised.set(tensor, { storage, device, temporary });
    });
    commit(changes.keys());
    for (const [cell, value] of changes) becomeVersion(value, cell);
    return realised;
  } catch (error) {
    for (const [cell, value] of changes) if (cell.current === value) cell.current = cell.leaf();
    throw error;
  }
}

/** True if the tensor is on a device already. */
function take(tensor: Tensor, realised: Map<Tensor, Realised>): boolean {
  const { source } = tensor;
  if (source.kind !== 'stored') return false;
  realised.set(tensor, { storage: source.storage, device: source.device as Device, temporary: false });
  return true;
}

/** A tensor that was assigned to a variable is the variable's new version, and ops recorded later read that. */
function becomeVersion(value: Tensor, cell: StateCell): void {
  const { source } = value;
  if (source.kind === 'gradient') {
    if (isRecorded(source.body)) source.body.source = cell.leaf().source;
    value.source = cell.leaf().source;
  }
  if (cell.current === value) cell.current = cell.leaf();
}
