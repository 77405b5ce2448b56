// What waits for the next run: reads, assignments, losses. All asked for in one microtask runs as one plan.
import { ConfigError } from '../errors.js';
import { checkRecorded, resetRecorded } from '../record.js';
import { count, takeBack, type Counts } from '../recovery/host-cell.js';
import type { StateCell } from '../state-cell.js';
import { Tensor } from '../tensor.js';
import { activeTrace, placeholdersOf } from '../trace.js';
import { defaultDevice, deviceInUse } from './default-device.js';
import { lower, type Lowered } from '../lower.js';
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

type Values = ReadonlyMap<Tensor, Realised>;

/** What one run will contain. */
interface Batch {
  readonly assignments: Map<StateCell, Tensor>;
  readonly roots: Set<Tensor>;
  readonly losses: Set<Tensor>;
  /** What was counted for it. */
  readonly counts: Counts;
  /** Somebody has asked for it, so that it runs when the microtask is over. */
  asked?: Promise<Values>;
  /** It has its turn among the runs; nothing is added any more. */
  running?: Promise<Values>;
}

const emptyBatch = (): Batch => ({
  assignments: new Map(),
  roots: new Set(),
  losses: new Set(),
  counts: new Map(),
});

/** What is being gathered. */
let open = emptyBatch();

/** True if the tensor's value does not exist yet. */
export function isRecorded({ source }: Tensor): boolean {
  return source.kind === 'op' || source.kind === 'composite' || source.kind === 'gradient';
}

/**
 * Notes the new value of a variable for the next run (or for the trace in progress). What is recorded from it later sees a
 * variable, not the way to its value: no gradient flows through an assignment, whether it has run yet or not.
 */
export function noteAssignment(cell: StateCell, assigned: Tensor): void {
  const mapped = placeholdersOf();
  if (mapped !== undefined) {
    throw new ConfigError(
      `${mapped}: the function assigns to ${cell.name}; expected one that only computes, got an assignment; ` +
        'return the new value and assign it outside',
    );
  }
  const trace = activeTrace();
  const value =
    isRecorded(assigned) || assigned.source.kind === 'state'
      ? new Tensor(assigned.shape, assigned.dtype, { kind: 'gradient', body: assigned, inputs: [] })
      : assigned;
  if (trace) {
    trace.assignments.set(cell, value);
    return;
  }
  checkRecorded(`assign to ${cell.name}`);
  open.assignments.set(cell, value);
  cell.current = value;
}

/**
 * Does something that counts, once for each run of a step: now in uncompiled code, before every run under `compile`. A run that
 * fails takes it back. Optimizers count their iterations so.
 */
export function onEachRun(action: () => void): void {
  const trace = activeTrace();
  if (trace) trace.beforeRun.push(action);
  else count(open.counts, action);
}

/** Notes a loss that gradients were taken of: it is computed with the update that overwrites what it was recorded from. */
export function noteLoss(loss: Tensor): void {
  if (!activeTrace() && placeholdersOf() === undefined && isRecorded(loss)) open.losses.add(loss);
}

/** Notes a tensor whose value must survive the next run. In a trace, nothing survives but what the function returns. */
export function noteKept(tensor: Tensor): void {
  noteLoss(tensor);
}

/**
 * Asks for values with the next run.
 *
 * @returns once the run has been submitted: where each root of that run is
 */
export function request(tensors: readonly Tensor[]): Promise<Values> {
  if (activeTrace()) {
    throw new ConfigError(
      'read: values do not exist while compile traces; expected recorded ops only, got a read; return the tensor and read it outside',
    );
  }
  const batch = open;
  for (const tensor of tensors) batch.roots.add(tensor);
  batch.asked ??= Promise.resolve().then(() => submit(batch));
  return batch.asked;
}

/**
 * Gives all that waits its turn now, so that a compiled step called at this moment comes after it and before what follows.
 *
 * @param tensors values that the step needs
 * @returns that run; undefined if nothing waits
 */
export function submitPending(tensors: readonly Tensor[]): Promise<Values> | undefined {
  for (const tensor of tensors) open.roots.add(tensor);
  if (open.assignments.size + open.roots.size + open.losses.size === 0) return undefined;
  return submit(open);
}

function submit(batch: Batch): Promise<Values> {
  if (open === batch) open = emptyBatch();
  batch.running ??= inTurn(() => runBatch(batch));
  return batch.running;
}

/** What a run of the batch now would compute beside what was asked for: losses that nobody has read, and new values. */
function waiting({ losses, assignments }: Batch): { due: readonly Tensor[]; changes: Map<StateCell, Tensor> } {
  const due = [...losses].filter((loss) => isRecorded(loss) && !loss.disposed);
  const changes = new Map(assignments);
  for (const cell of assignments.keys()) if (cell.disposed) changes.delete(cell);
  return { due, changes };
}

/** Lowers what the next run would contain if these tensors were asked for now. Nothing is asked for. */
export function lowerNext(tensors: readonly Tensor[]): Lowered {
  const { due, changes } = waiting(open);
  return lower([...new Set([...open.roots, ...tensors, ...due])], changes);
}

async function runBatch(batch: Batch): Promise<Values> {
  resetRecorded();
  const { roots } = batch;
  const { due, changes } = waiting(batch);
  const realised = new Map<Tensor, Realised>();
  try {
    const device = deviceInUse() ?? (await defaultDevice());
    const missing = [...new Set([...roots, ...due])].filter((tensor) => !take(tensor, realised));
    if (missing.length === 0 && changes.size === 0) return realised;
    const storages = await execute(missing, changes, device);
    missing.forEach((tensor, index) => {
      const storage = storages[index] as Storage;
      const temporary = !isRecorded(tensor);
      if (!temporary) store(tensor, storage, device);
      realised.set(tensor, { storage, device, temporary });
    });
    commit([...changes.keys()], device);
    for (const [cell, value] of changes) becomeVersion(value, cell);
    return realised;
  } catch (error) {
    takeBack(batch.counts);
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
  const version = cell.leaf();
  if (source.kind === 'gradient') {
    if (isRecorded(source.body)) source.body.source = version.source;
    value.source = version.source;
  }
  if (cell.current === value) cell.current = version;
}
