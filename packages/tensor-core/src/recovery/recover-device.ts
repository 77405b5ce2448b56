// recoverDevice: a new device in the place of a failed one, and the variables back at their last snapshot.
import type { Device } from '../device.js';
import { ConfigError } from '../errors.js';
import { defaultDevice, replaceDevice } from '../runtime/default-device.js';
import { restoreCell } from '../runtime/execute.js';
import { inTurn } from '../runtime/turn.js';
import { cellsOn } from './live-cells.js';
import { activeProtection } from './protect.js';

/** How far training has gone back. Steps are counted from `protect()` on. */
export interface Recovery {
  /** The default device from now on. */
  readonly device: Device;
  /** The step whose values the variables have now: the number of steps made before it. 0 where nothing was protected. */
  readonly snapshotStep: number;
  /** Steps that were submitted after it, and are gone. */
  readonly stepsLost: number;
  /** Names of variables of which there is no snapshot: they throw DeviceLostError until something is assigned to them. */
  readonly lostVariables: readonly string[];
}

async function failedDevice(): Promise<Device & Required<Pick<Device, 'reopen'>>> {
  const device = await defaultDevice();
  if (device.failure === undefined) {
    throw new ConfigError(
      `recoverDevice: the device works; expected one that has failed, got ${device.kind} (${device.name}); call it after a DeviceLostError`,
    );
  }
  if (!device.reopen) {
    throw new ConfigError(
      `recoverDevice: the device cannot be opened anew; expected one with reopen(), got ${device.kind} (${device.name}); make a new one`,
    );
  }
  return device as Device & Required<Pick<Device, 'reopen'>>;
}

/**
 * Opens the default device anew after it has failed, and brings training back from the last snapshot (see `protect`):
 * variables hold its values, iterations and random keys go on from there, and compiled functions work as before. Results that
 * were on the lost device throw DeviceLostError when they are used. What waits in a loop that has not been awaited runs on the
 * values of the snapshot. Without a protection the device works again, and variables that had a value have lost it.
 *
 * @throws ConfigError if the default device has not failed, NoDeviceError if there is no adapter any more: try again then
 * @example
 * const { snapshotStep, stepsLost } = await recoverDevice();
 */
export function recoverDevice(): Promise<Recovery> {
  return inTurn(async () => {
    const failed = await failedDevice();
    const device = await failed.reopen();
    const back = activeProtection()?.goBack();
    const lostVariables: string[] = [];
    for (const cell of cellsOn(failed)) {
      restoreCell(cell, back?.snapshot.values.get(cell));
      if (cell.lost) lostVariables.push(cell.name);
    }
    back?.snapshot.restoreHost();
    replaceDevice(failed, device);
    failed.dispose();
    return { device, snapshotStep: back?.snapshot.step ?? 0, stepsLost: back?.stepsLost ?? 0, lostVariables };
  });
}
