// protect: snapshots of all variables on the host, every so many steps, so that training survives the loss of its device.
import type { Device } from '../device.js';
import { ConfigError } from '../errors.js';
import { checkCount, checkOptions } from '../options/check-options.js';
import { defaultDevice } from '../runtime/default-device.js';
import { inTurn } from '../runtime/turn.js';
import type { StateCell } from '../state-cell.js';
import type { Tensor } from '../tensor.js';
import type { Variable } from '../variable.js';
import { saveHostCells } from './host-cell.js';
import { cellsOn } from './live-cells.js';
import { readValues, type SavedValues } from './saved-values.js';

export interface ProtectOptions {
  /** Steps from one snapshot to the next (default 100): at most about as many are lost with a device. */
  readonly snapshotEvery?: number;
  /** A run that assigns one of these is a step (default: every run that assigns). Snapshots hold all variables either way. */
  readonly variables?: readonly Variable[];
}

/** Values of one moment. */
export interface Snapshot {
  readonly step: number;
  readonly values: SavedValues;
  readonly restoreHost: () => void;
}

/** Snapshots in progress. */
export class Protection {
  #step = 0;
  #last: Snapshot | undefined;
  #reading: { readonly snapshot: Snapshot; readonly done: Promise<void> } | undefined;

  constructor(
    private readonly every: number,
    private readonly counted: ReadonlySet<StateCell> | undefined,
  ) {}

  /** Steps submitted since `protect`, without those that were lost. */
  get step(): number {
    return this.#step;
  }

  /** The step whose values are on the host. */
  get snapshotStep(): number {
    return this.#last?.step ?? 0;
  }

  /** Takes a snapshot of this moment, and resolves when it is on the host. */
  async snapshot(): Promise<void> {
    // Whoever calls a compiled step next draws its keys at once, before this has its turn.
    const restoreHost = saveHostCells();
    const reading = await inTurn(async () => {
      // What was begun earlier may hold an earlier moment.
      await this.#reading?.done.catch(() => undefined);
      return { done: this.#begin(await defaultDevice(), restoreHost) };
    });
    await reading.done;
  }

  /** Ends the protection: no snapshots any more, and the last one is forgotten. */
  stop(): void {
    if (active === this) active = undefined;
  }

  /** After a run. Starts a snapshot where one is due; one that could not be read is tried again after the next step. */
  noteRun(cells: readonly StateCell[], device: Device): void {
    if (!cells.some((cell) => !this.counted || this.counted.has(cell))) return;
    this.#step++;
    if (!this.#last || this.#reading || this.#step - this.#last.step < this.every) return;
    this.#begin(device, saveHostCells()).catch(() => undefined);
  }

  /** A variable that gets its first value after a snapshot belongs to it with that value. */
  noteFirst(cell: StateCell, value: Tensor): void {
    for (const { values } of this.#snapshots()) {
      if (!values.has(cell)) values.set(cell, { version: cell.version, toTensor: () => value });
    }
  }

  /** The same where the device has computed the first value. */
  noteComputed(cells: readonly StateCell[], device: Device): void {
    for (const { values } of this.#snapshots()) {
      const missing = cells.filter((cell) => !values.has(cell));
      // A device that fails says so on the next promise that is awaited.
      readValues(missing, device, values).catch(() => undefined);
    }
  }

  #snapshots(): readonly Snapshot[] {
    return [this.#last, this.#reading?.snapshot].filter((snapshot) => snapshot !== undefined);
  }

  /** Resolves when the snapshot is there. Synchronous up to the copies on the device. */
  #begin(device: Device, restoreHost: () => void): Promise<void> {
    const snapshot: Snapshot = { step: this.#step, values: new WeakMap(), restoreHost };
    const due = cellsOn(device).filter((cell) => {
      const known = this.#last?.values.get(cell);
      if (known?.version === cell.version) snapshot.values.set(cell, known);
      return cell.initial === undefined && known?.version !== cell.version;
    });
    const done = readValues(due, device, snapshot.values);
    const reading = { snapshot, done };
    this.#reading = reading;
    const end = (isThere: boolean): void => {
      if (this.#reading !== reading) return;
      this.#reading = undefined;
      if (isThere) this.#last = snapshot;
    };
    done.then(
      () => end(true),
      () => end(false),
    );
    return done;
  }

  /** The device is lost: what was on its way is, too. Gives the last snapshot, and goes back to its step. */
  goBack(): { readonly snapshot: Snapshot; readonly stepsLost: number } | undefined {
    const [snapshot, step] = [this.#last, this.#step];
    this.#reading = undefined;
    if (!snapshot) return undefined;
    this.#step = snapshot.step;
    return { snapshot, stepsLost: step - snapshot.step };
  }
}

let active: Protection | undefined;

/** The protection in force, if any. */
export function activeProtection(): Protection | undefined {
  return active;
}

/**
 * Protects training from the loss of its device: now and every `snapshotEvery` steps, all variables of the default device
 * (weights, optimizer state, statistics) and the host's numbers beside them (iterations, random keys) are copied to the host.
 * Steps do not wait for it: the copy is queued between two of them. After a `DeviceLostError`, `recoverDevice()` brings the
 * last snapshot back. Costs one copy of the variables on the host, and of tensors made from host data that move to the device.
 *
 * @returns when the first snapshot is on the host
 * @throws ConfigError if a protection is in force already, or for an option that makes no sense
 * @example
 * await protect({ snapshotEvery: 50 });
 * for (let step = 0; step < steps; step++) {
 *   try {
 *     await train(batches[step]);
 *   } catch (error) {
 *     if (!(error instanceof DeviceLostError)) throw error;
 *     step = (await recoverDevice()).snapshotStep - 1;
 *   }
 * }
 */
export async function protect(options: ProtectOptions = {}): Promise<Protection> {
  checkOptions('protect', options, ['snapshotEvery', 'variables']);
  const { snapshotEvery = 100, variables } = options;
  const every = checkCount('protect', 'snapshotEvery', snapshotEvery);
  if (active) {
    throw new ConfigError('protect: a protection is in force; expected one at a time, got a second; stop() the first');
  }
  const protection = new Protection(every, variables && new Set(variables.map(({ cell }) => cell)));
  active = protection;
  try {
    await protection.snapshot();
  } catch (error) {
    protection.stop();
    throw error;
  }
  return protection;
}
